import { capulet, defaultDns, montague } from '../../sandbox/index.ts';
import type { DnsTable, ServerConfig } from '../../sandbox/types.ts';
import { nameOfVersion, versionIn } from '../../sandbox/versions.ts';
import { changesBetween, countChanged } from '../configuration/line-changes.ts';
import type { Scene } from '../runtime/scene.ts';
import { spanOf } from '../state/units.ts';
import type { SharedScene } from './types.ts';

/** The configuration that the playground ships, by the name of the server. */
export function shippedConfig(server: string): string | undefined {
  return [montague, capulet].find(({ name }) => name === server)?.config;
}

export interface RunningServers {
  readonly scene: Pick<Scene, 'name' | 'dns' | 'servers'>;
  /** The configuration that runs, by the name of the server; absent: the one of the scene. */
  readonly running: Readonly<Record<string, string>>;
  /** Seconds that the clock is ahead. */
  readonly ahead: number;
  readonly pretendTls?: boolean;
}

/** The servers as they are now, for a link or a report. */
export function sceneNow({ scene, running, ahead, pretendTls = false }: RunningServers): SharedScene {
  const changes = scene.servers.flatMap(({ name, config }: ServerConfig) => {
    const list = changesBetween(shippedConfig(name) ?? '', running[name] ?? config);
    return list.length === 0 ? [] : [[name, list] as const];
  });
  const ran = new Set(scene.servers.map(({ name, config }) => nameOfVersion(versionIn(running[name] ?? config))));
  const two = scene.name === 'two-servers';
  const isDnsChanged = !sameTable(scene.dns, defaultDns);
  return {
    servers: two ? 2 : 1,
    changes: Object.fromEntries(changes),
    ...(isDnsChanged ? { dns: scene.dns } : {}),
    ...(pretendTls ? { pretendTls } : {}),
    ahead,
    madeWith: [...ran].join(' and '),
  };
}

function sameTable(one: DnsTable, other: DnsTable): boolean {
  const written = (table: DnsTable): string =>
    JSON.stringify(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
  return written(one) === written(other);
}

/** Whether it is anything but what the playground starts with by itself. */
export function isChanged({ servers, changes, dns, ahead, pretendTls }: SharedScene): boolean {
  return servers === 2 || dns !== undefined || pretendTls === true || ahead > 0 || Object.keys(changes).length > 0;
}

/** `2 servers, 3 changed lines of configuration, changed DNS, TLS pretended, clock 1 h ahead`. */
export function sceneWords({ servers, changes, dns, ahead, pretendTls }: SharedScene): string {
  const lines = Object.values(changes).reduce((sum, list) => sum + countChanged(list), 0);
  return [
    servers === 1 ? '1 server' : '2 servers',
    ...(lines === 0 ? [] : [`${lines} changed ${lines === 1 ? 'line' : 'lines'} of configuration`]),
    ...(dns === undefined ? [] : ['changed DNS']),
    ...(pretendTls ? ['TLS pretended'] : []),
    ...(ahead === 0 ? [] : [`clock ${spanOf(ahead)} ahead`]),
  ].join(', ');
}
