/**
 * Loaded before a program (`node --import`), this ends it when the bootstrap that started it is gone, however that
 * ended: the system then closes the channel between them.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Listening alone must not keep the program alive.
  process.channel?.unref();
}
