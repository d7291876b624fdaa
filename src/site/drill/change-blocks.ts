/** What somebody does to the servers, as a reader would read it. */
import type { DrillChange } from '../../lesson/index.ts';

export interface ChangeBlock {
  /** Where it is done: a file, the DNS, the shell, an account. */
  readonly where: string;
  readonly text: string;
}

export function changeBlocks({ config = [], dns = {}, shell = [], sends = [] }: DrillChange): readonly ChangeBlock[] {
  return [
    ...config.map((edit) => ({
      where: `In the configuration of ${edit.host}`,
      text: [...signed('-', edit.replace), ...signed('+', edit.with)].join('\n'),
    })),
    ...Object.entries(dns).map(([record, values]) => ({
      where: 'In the DNS table',
      text: values.length === 0 ? `without ${record}` : values.map((value) => `${record} ${value}`).join('\n'),
    })),
    ...shell.map(({ host, line }) => ({ where: `In the shell of ${host}`, text: line })),
    ...sends.map(({ as, xml }) => ({ where: `Sent as ${as}`, text: xml.trimEnd() })),
  ];
}

/** As a diff is written. Empty lines at the end are none. */
function signed(sign: '-' | '+', lines: string): readonly string[] {
  const text = lines.replace(/\n+$/, '');
  return text === '' ? [] : text.split('\n').map((line) => `${sign}${line}`);
}
