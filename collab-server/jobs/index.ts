export { type EnqueuedJob, enqueue, retryJob } from './job-rows.ts'
export {
  GivenUp,
  type Handlers,
  type JobEnd,
  type Jobs,
  type RunningJob,
  startJobs,
} from './runner.ts'
