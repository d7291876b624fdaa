/** Drills, in the tab and on machines, for the rest of the lesson room. */
export { beforeId, brokenOnly, drillRuns, machineComplaints, partOf, wrongFixes } from './machines.ts';
export { type CheckStep, editedConfig, editedDns, editsOf, stepsOfCheck, stepsOfSends } from './plan.ts';
export { drillComplaints, ofDrill, ofMachineDrill } from './read.ts';
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
