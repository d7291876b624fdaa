/** The clone of the project, as a disk of its own: what git knows of this work tree, and its node_modules. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../src/lab/process.ts';
import { file, project, vmFolder } from './settings.ts';

export async function makeProjectDisk(): Promise<void> {
  const staging = join(vmFolder, 'project');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  // Files that were deleted and not committed are still in the index: cp names them and goes on.
  const copy =
    'git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory="$0" || true';
  await must('sh', ['-c', copy, staging], { cwd: project });
  await must('cp', ['--archive', '--reflink=auto', join(project, 'node_modules'), staging]);
  await rm(file.project, { force: true });
  await must('mke2fs', ['-q', '-F', '-t', 'ext4', '-L', 'project', '-d', staging, file.project, '4G']);
  await rm(staging, { recursive: true, force: true });
}
