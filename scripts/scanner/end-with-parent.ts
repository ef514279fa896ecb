/**
 * Loaded before a program (`node --import`), this ends it when the process that started it is gone, however that
 * ended: the system then closes the pipe that is this program's standard input.
 */
import { isMainThread } from 'node:worker_threads';

// Worker threads load this too, and their standard input is empty from the start.
if (isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  // Listening alone must not keep the program alive.
  if ('unref' in process.stdin) process.stdin.unref();
}
