#!/usr/bin/env node
// Opens an issue with the report of a weekly run in which a page failed, or renews the one that is open.
// Usage: report-guides.mjs FOLDER, which may hold `report.md`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, fitBody, giveUp, required } from './github.mjs';
import { label, openReport } from './weekly.mjs';

const title = 'Guides fail when they run from the cold';

const folder = process.argv[2] ?? giveUp('Name the folder that may hold "report.md".');
const repository = required('GH_REPO');
const runUrl = required('RUN_URL');

const report = join(folder, 'report.md');
const body = fitBody(
  `The last run: ${runUrl}\n\n${
    existsSync(report) ? readFileSync(report, 'utf8') : 'It left no report. Its log says where it stopped.'
  }\n`,
);

const open = openReport(repository);
// GitHub makes a label that is not there yet.
if (open) api('PATCH', `repos/${repository}/issues/${open.number}`, { title, body });
else api('POST', `repos/${repository}/issues`, { title, body, labels: [label] });
