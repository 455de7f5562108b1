export type * from './model.ts'
export { docAt } from './past.ts'
export { LONGEST_TASK, MOST_MENTIONS, readClosings, readMentions, readTasks } from './read.ts'
export { LONGEST_OUTCOME, closeCase, finishTask, reopenCase, saveTask } from './write.ts'
