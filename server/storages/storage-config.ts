/** A folder of this machine. */
export type FolderStorageConfig = {
  kind: 'folder';
  /** Absolute, or relative to where the service was started. */
  folder: string;
};

/** A bucket of a service that speaks the S3 protocol. */
export type S3StorageConfig = {
  kind: 's3';
  /** `https://s3.eu-central-1.amazonaws.com`, `http://127.0.0.1:9000` and so on, without the bucket. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Put in front of every path, as in `incoming/`; nothing outside of it can be read. */
  prefix?: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
  /** `https://endpoint/bucket/key` rather than `https://bucket.endpoint/key`. */
  forcePathStyle: boolean;
};

/** One named storage of the configuration. */
export type StorageConfig = FolderStorageConfig | S3StorageConfig;
