/** How this computer reaches npm's registry, read from its own configuration, for the machine inside. */
import { readFile } from 'node:fs/promises';
import { run } from '../../src/lab/process.ts';
import { home, user } from './settings.ts';

async function npmSetting(name: string): Promise<string | undefined> {
  // Not in the project's folder: its .npmrc goes in with the project.
  const { stdout } = await run('npm', ['config', 'get', name, '--global'], { cwd: '/' });
  const value = stdout.trim();
  return value === '' || value === 'null' || value === 'undefined' ? undefined : value;
}

/** A script for root that gives npm inside this computer's registry, proxy and certificate authorities. */
export async function npmScript(): Promise<string> {
  const registry = await npmSetting('registry');
  const proxy = await npmSetting('https-proxy');
  const authorities = await npmSetting('cafile');
  const lines = [
    ...(registry ? [`registry=${registry}`] : []),
    ...(proxy ? [`https-proxy=${proxy}`] : []),
    ...(authorities ? [`cafile=/etc/ssl/npm-authorities.pem`] : []),
  ];
  const pem = authorities ? await readFile(authorities, 'utf8') : '';
  return `cat > /etc/ssl/npm-authorities.pem <<'END'\n${pem}\nEND
for folder in /root ${home}; do cat > "$folder/.npmrc" <<'END'\n${lines.join('\n')}\nEND
done
chown ${user}: ${home}/.npmrc`;
}
