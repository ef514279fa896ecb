/** What is needed of a transaction to end it with nothing changed. */
type Abortable = { abort: () => void; done: Promise<void> };

/** A row after a change. What `change` throws ends the transaction with nothing changed, and is thrown on. */
export function changeOrAbort<Row>(row: Row, change: (row: Row) => Row, transaction: Abortable): Row {
  try {
    return change(row);
  } catch (error) {
    // The abort rejects `done`, which says nothing that the error does not say better.
    transaction.done.catch(() => {});
    transaction.abort();
    throw error;
  }
}
