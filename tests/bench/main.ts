/** `npm run bench`: what this computer measures, next to the budgets of the design. Says what it could not measure. */
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { basePath, buildSite, chromiumPath, distribution, orExplain, serve } from '../../src/commands/index.ts';
import { launchChromium } from './chromium.ts';
import { type Figure, printFigures } from './figures.ts';
import { launchFirefox } from './firefox.ts';
import { measureBoots } from './lab.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureOffline } from './offline.ts';
import { measureFirstReply, measureWeights } from './pages.ts';
import { measurePlayground } from './playground.ts';
import { measureQuiet } from './quiet.ts';
import { measureRoundTrips } from './round-trip.ts';
import { measureSiteBuilds } from './site-build.ts';
import { measureSmoothness } from './smooth.ts';
import { tabOfChromium, tabOfFirefox } from './tab.ts';

const guide = 'guides/prosody/install/';

function machineFacts(): Figure[] {
  const processor = cpus();
  return [
    { what: 'processor', figure: `${processor.length} x ${processor[0]?.model.trim() ?? 'unknown'}` },
    { what: 'memory', figure: `${(totalmem() / 1024 ** 3).toFixed(0)} GiB` },
    { what: 'Node', figure: process.version },
    { what: 'browser', figure: execFileSync(chromiumPath, ['--version'], { encoding: 'utf8' }).trim() },
  ];
}

async function measureFirefox(site: string): Promise<void> {
  const firefox = await launchFirefox();
  if (firefox === undefined) {
    console.log('\nFirefox is not measured: there is none here. On Debian: apt-get install firefox-esr');
    return;
  }
  try {
    const version = await firefox.version();
    printFigures(`Sandbox in ${version}`, await measureRoundTrips(await tabOfFirefox(firefox), 1));
    printFigures(`Playground in ${version}`, await measureFirstReply(() => tabOfFirefox(firefox), site));
  } finally {
    await firefox.close();
  }
}

await orExplain(async () => {
  const browser = await launchChromium();
  await buildSite();
  const serving = await serve({ folder: distribution, host: '127.0.0.1', port: 45_321, tries: 50, base: basePath() });
  try {
    printFigures('This computer', machineFacts());
    printFigures('Sandbox in Chromium', await measureRoundTrips(await tabOfChromium(browser), 0.5));
    await measureFirefox(serving.address);
    printFigures('Playground', [
      ...(await measureFirstReply(() => tabOfChromium(browser), serving.address)),
      ...(await measurePlayground(browser, serving.address)),
    ]);
    printFigures('Playground, kept for offline use', await measureOffline(browser, serving.address));
    printFigures(
      'The console under load, its page first in line for a processor where root may say so',
      await measureSmoothness(browser, serving.address),
    );
    printFigures('The console left alone, and after hours', await measureQuiet(browser, serving.address));
    printFigures('Weights, as they come over the wire', await measureWeights(browser, serving.address, guide));
    printFigures('Lighthouse, mobile, median of 3', [
      ...(await measureLighthouse(serving.address)),
      ...(await measureLighthouse(new URL(guide, serving.address).href)),
    ]);
  } finally {
    await browser.close();
    await serving.close();
  }
  printFigures('Build of the site', await measureSiteBuilds());
  // Last, and alone: machines need the whole computer.
  const boots = await measureBoots();
  if (boots.length > 0) printFigures('Machines of the lab', boots);
});
