/** What the schema cannot see: that a drill in the tab is whole, and that what it expects can be compared. */
import { parse } from '../../../playground/stanza/index.ts';
import type { Frontmatter } from '../frontmatter.ts';
import type { Lesson } from '../types.ts';

type DrillData = Extract<Frontmatter, { kind: 'drill' }>;

/** Sentences about all that is wrong with it. */
export function drillComplaints(data: DrillData): readonly string[] {
  const { tab, says, hints, report } = data;
  if (tab === undefined) return complaintsOnMachines(data);
  const machines = (['server', 'after', 'machines', 'downloads'] as const).filter((key) => data[key] !== undefined);
  return [
    ...(says === undefined ? ['"says" is missing: write what the user said, in their words.'] : []),
    ...(hints === undefined ? ['"hints" is missing: a drill in the tab has three.'] : []),
    ...(report === undefined ? ['"report" is missing: link a public thread in which somebody reported the same.'] : []),
    ...machines.map((key) => `"${key}" is for drills on machines, and this one has "tab": take one of them out.`),
    ...tab.checks.flatMap(({ says: name, steps }) =>
      steps.flatMap(({ send, xml = '' }) => (send === undefined ? patternComplaint(name, xml) : [])),
    ),
  ];
}

function complaintsOnMachines({ says, hints }: DrillData): readonly string[] {
  return [
    ...(says === undefined ? ['"says" is missing: write what the user said, in their words.'] : []),
    ...(hints === undefined ? ['"hints" is missing: a drill has three.'] : []),
  ];
}

/** What is sent may be broken on purpose; what is expected must be read to be compared. */
function patternComplaint(check: string, xml: string): string[] {
  if (xml.trim() === '') return [];
  const parsed = parse(xml);
  if (!parsed.ok) return [`The check "${check}" expects what is not XML: ${parsed.error.plain}`];
  return parsed.stanzas.length === 1
    ? []
    : [`The check "${check}" expects ${parsed.stanzas.length} stanzas in one step: make a step of each.`];
}

export function ofMachineDrill({ tab, says, hints, report }: DrillData): Pick<Lesson, 'told'> {
  if (tab !== undefined || says === undefined || hints === undefined) return {};
  return { told: { says, hints, ...(report === undefined ? {} : { report }) } };
}

export function ofDrill({ tab, says, hints, report }: DrillData): Pick<Lesson, 'drill'> {
  if (tab === undefined || says === undefined || hints === undefined || report === undefined) return {};
  return { drill: { ...tab, says, hints, report } };
}
