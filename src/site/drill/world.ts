/** A drill as the console of its page is told it: the world, what happened before, and the checks. */
import type { DockStanza, DockStep } from '../../../playground/console/dock/types.ts';
import { changesBetween, type SharedScene } from '../../../playground/console/share/index.ts';
import { capulet, defaultDns, montague } from '../../../playground/sandbox/index.ts';
import { nameOfVersion, versionIn } from '../../../playground/sandbox/versions.ts';
import {
  type CheckStep,
  type Drill,
  type DrillCheck,
  editedConfig,
  editedDns,
  editsOf,
  stepsOfCheck,
  stepsOfSends,
} from '../../lesson/index.ts';

export interface DrillWorld {
  readonly slug: string;
  readonly scene: SharedScene;
  /** Who is signed in when the console opens. */
  readonly people: readonly DockStanza[];
  /** What happened before the reader came. */
  readonly before: readonly DockStep[];
  readonly checks: readonly { readonly says: string; readonly steps: readonly DockStep[] }[];
}

/** @throws Error in plain words when a change does not fit the configuration that the sandbox ships */
export function worldOf(slug: string, drill: Drill): DrillWorld {
  return {
    slug,
    scene: sceneOf(drill),
    people: peopleOf(drill).map((as) => ({ as, xml: '<presence/>' })),
    before: stepsOfSends(drill.world.sends).flatMap(dockStep),
    checks: drill.checks.map((check: DrillCheck) => ({
      says: check.says,
      steps: stepsOfCheck(check).flatMap(dockStep),
    })),
  };
}

function sceneOf({ servers = 1, world }: Drill): SharedScene {
  const shipped = servers === 2 ? [montague, capulet] : [montague];
  const changes = shipped.flatMap(({ name, config }) => {
    const list = changesBetween(config, editedConfig(config, editsOf(world.config, name)));
    return list.length === 0 ? [] : [[name, list] as const];
  });
  return {
    servers,
    changes: Object.fromEntries(changes),
    ...(world.dns === undefined ? {} : { dns: editedDns(defaultDns, world.dns) }),
    ahead: world.ahead ?? 0,
    madeWith: nameOfVersion(versionIn(montague.config)),
  };
}

/** Accounts, not devices: the checks' own devices come and go by themselves. */
function peopleOf({ people, world, checks, solution }: Drill): readonly string[] {
  const named = [
    ...[world, solution].flatMap(({ sends = [] }) => sends.map(({ as }) => as)),
    ...checks.flatMap(({ steps }) => steps.map(({ send, receive, never }) => send ?? receive ?? never ?? '')),
  ];
  const accounts = named.map((as) => as.replace(/\/.*$/, '')).filter((as) => as !== '' && as !== 'stranger');
  return people ?? [...new Set(accounts)];
}

function dockStep(step: CheckStep): readonly DockStep[] {
  switch (step.kind) {
    case 'advance':
      return [{ kind: 'advance', seconds: step.seconds }];
    case 'send':
      return [{ kind: 'send', as: step.as, xml: step.xml }];
    case 'receive':
      return [{ kind: step.nothing ? 'never' : 'receive', as: step.as, pattern: step.xml }];
    case 'shown':
      return [];
  }
}
