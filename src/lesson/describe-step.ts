/** A step in a few words, for reports and tables. */
import type { Step } from './types.ts';

/** `sudo apt update (and 2 more lines)`, `write /etc/motd`, `send as romeo`. */
export const describeStep = (step: Step): string => {
  switch (step.kind) {
    case 'shell': {
      const [first = '', ...more] = step.command.trim().split('\n');
      return more.length > 0 ? `${first} (and ${more.length} more ${more.length === 1 ? 'line' : 'lines'})` : first;
    }
    case 'file':
      return `write ${step.path}`;
    case 'patch':
      return `change ${step.path}`;
    case 'zone': {
      const count = step.records.length;
      return `${step.remove ? 'remove' : 'publish'} ${count} DNS ${count === 1 ? 'record' : 'records'}`;
    }
    case 'browser':
      return step.instructions[0]?.text ?? 'browser';
    case 'send':
    case 'receive':
      return `${step.kind} as ${step.as}`;
    case 'shown':
      return step.language;
    default:
      return step satisfies never;
  }
};
