/** Drills in the tab, for the rest of the lesson room. */
export { type CheckStep, editedConfig, editedDns, editsOf, stepsOfCheck, stepsOfSends } from './plan.ts';
export { drillComplaints, ofDrill } from './read.ts';
export {
  type DrillAttempt,
  type DrillChange,
  type DrillCheck,
  type DrillEdit,
  type DrillReport,
  type DrillSend,
  type DrillStep,
  hintsSchema,
  reportSchema,
  tabSchema,
} from './schema.ts';
