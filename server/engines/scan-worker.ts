import { readFileSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { RulesError } from '../errors.ts';
import type { WorkerJob, WorkerMessage, WorkerSetup } from './engine-report.ts';
import { scanSample } from './scan-sample.ts';
import { createYaraEngine, type YaraEngine } from './yara-engine.ts';

/** Entry of a worker thread: compiles the rules, says `ready`, then answers each job with one message. */
function start(port: MessagePort, setup: WorkerSetup): void {
  const send = (message: WorkerMessage): void => port.postMessage(message);
  try {
    const engine = createYaraEngine(setup.rules);
    port.on('message', (job: WorkerJob) => void answer(job, engine, setup).then(send));
    send({ type: 'ready' });
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    send({ type: 'rules_error', message: error.message });
  }
}

async function answer(job: WorkerJob, engine: YaraEngine, setup: WorkerSetup): Promise<WorkerMessage> {
  try {
    const { name, password } = job;
    const report = await scanSample({ bytes: readFileSync(job.path), name, password }, engine, setup.limits);
    return { type: 'report', report, scanned: engine.scanned() };
  } catch (error) {
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

if (parentPort !== null) start(parentPort, workerData);
