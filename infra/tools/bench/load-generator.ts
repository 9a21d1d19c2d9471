import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repoRoot } from '../../config/repo-root.js';
import type { JobDone, LoadJob, LoadTarget } from './load/job.js';

/** The program that simulates the clients: a process of its own, so that its CPU is measured separately. */
export interface LoadGenerator {
  /** One job at a time. @throws {Error} at the first error response */
  run<J extends LoadJob>(job: J): Promise<JobDone<J>>;
  stop(): void;
}

export async function startLoadGenerator(target: LoadTarget): Promise<LoadGenerator> {
  const program = join(repoRoot, 'dist', 'infra', 'tools', 'bench', 'load', 'main.js');
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const ended = once(child, 'exit').then(() => ({ failed: 'the load generator ended' }));
  const request = async <T>(message: LoadTarget | LoadJob): Promise<T> => {
    child.send(message);
    const answered = new Promise<{ done: T } | { failed: string }>((resolve) =>
      child.once('message', resolve),
    );
    const answer = await Promise.race([answered, ended]);
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.done;
  };
  await request(target);
  return {
    run: (job) => request(job),
    stop: () => void (child.exitCode === null && child.kill('SIGKILL')),
  };
}
