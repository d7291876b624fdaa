import type { Note } from '../../stanza/types.ts';

/** What stands before a remark: what it is about. */
export const kindNames: Readonly<Record<Note['kind'], string>> = {
  namespace: 'Namespace',
  element: 'Element',
  attribute: 'Attribute',
  value: 'Value',
  feature: 'Feature',
  'form-field': 'Form field',
  'status-code': 'Status of a room',
  mechanism: 'SASL mechanism',
  'log-line': 'Server log',
  'near-miss': 'Misspelt?',
  'stanza-error': 'Error',
  'stream-error': 'Stream error',
  'sasl-error': 'Login error',
};

/** What stands before each part of a remark. */
export const labels = {
  said: 'Says',
  answered: 'Who',
  errorType: 'Type',
  whatToTry: 'Try',
  general: 'In general',
  oddity: 'Note',
} as const;

export function isBad({ kind }: Note): boolean {
  return kind === 'near-miss' || kind.endsWith('error');
}

/** What stands before `why`: a reason, or what something means. */
export function whyLabel(note: Note): string {
  return isBad(note) ? 'Why' : 'Means';
}
