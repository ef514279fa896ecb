/** Where rows are kept. */
export type DatabaseConfig = {
  /**
   * Address of the PostgreSQL database that scanners share, as `postgres://USER:PASSWORD@HOST:5432/DATABASE`. Null keeps
   * rows in the data folder, for a scanner that works alone.
   */
  url: string | null;
};
