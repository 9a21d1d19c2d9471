/**
 * What must be done before anything of the project can run: install the packages, compile the sources. Plain
 * JavaScript without dependencies, for any Node from 20 on: the packages bring the Node that runs the rest.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The pinned Node, out of the packages. */
const node = join(root, 'node_modules', '.bin', 'node');

const SOURCES = ['apps', 'workflows', 'activities', 'domain', 'infra'];
const BUILD_FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const STAMP = join(root, 'dist', '.sources');

/** @param {string} sentence what is wrong and the remedy */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * @param {{ needsCleanBuild: boolean }} options when false, errors of the compiler are shown but do not stop us
 */
export function setUp({ needsCleanBuild }) {
  if (process.platform === 'win32') giveUp('Duban runs on Linux and macOS: on Windows use it inside WSL.');
  if (Number(process.versions.node.split('.')[0]) < 20) {
    giveUp(`Node ${process.versions.node} is too old to install the packages: install Node 20 or newer.`);
  }
  install();
  build(needsCleanBuild);
}

function install() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci) …');
  // Its warnings are about the Node that installs, not the one out of the packages that runs.
  if (runNpm(['ci', '--loglevel=error'], TO_STDERR) !== 0)
    giveUp('The packages could not be installed: see what npm says above, then start again.');
}

/** Compares package-lock.json with the record npm keeps of what it installed, so `npm install` counts as well. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(node)) return false;
  const wanted = Object.entries(readJson(join(root, 'package-lock.json')).packages);
  const installed = readJson(record).packages;
  return wanted.every(([path, { version, integrity, optional, devOptional }]) => {
    const found = installed[path];
    // The root is no package, and optional ones are left out where they do not fit the platform.
    if (path === '' || (!found && (optional || devOptional))) return true;
    return found?.version === version && found?.integrity === integrity;
  });
}

function build(needsCleanBuild) {
  const sources = hashSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  console.error('Compiling (npm run build) …');
  const succeeded = runNpm(['run', '--silent', 'build'], TO_STDERR) === 0;
  if (succeeded) {
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, sources);
    return;
  }
  rmSync(STAMP, { force: true });
  if (needsCleanBuild) giveUp('The sources do not compile: see the errors above.');
}

function hashSources() {
  const hash = createHash('sha256');
  const add = (path) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  const walk = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.name === 'node_modules' || entry.name === 'dist') continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) add(path);
    }
  };
  BUILD_FILES.forEach(add);
  SOURCES.forEach(walk);
  return hash.digest('hex');
}

/** Options that make Node read the file .env, if there is one; variables of the environment win over it. */
export function settingsOptions() {
  const file = join(root, '.env');
  return existsSync(file) ? [`--env-file=${file}`] : [];
}

/**
 * Runs a compiled program on the pinned Node in our place: it gets our signals, and we end with its exit code.
 *
 * @param {string} program path below dist/
 * @param {{ nodeOptions?: string[], args?: string[] }} options
 */
export function runCompiled(program, { nodeOptions = [], args = [] } = {}) {
  const command = ['--enable-source-maps', ...nodeOptions, join(root, 'dist', program), ...args];
  // The channel closes when we are killed: the program then stops instead of running on unseen.
  const child = spawn(node, command, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
  if (process.env.npm_lifecycle_event) stopWithoutNpm(child);
}

/** npm passes signals on, but when it is killed itself nobody could stop us any more. */
function stopWithoutNpm(child) {
  const npmPid = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npmPid) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 1000);
}

/** Standard output belongs to the program that is set up: it may print JSON. */
const TO_STDERR = ['inherit', 2, 2];

/** Runs npm, the one that called us if one did; it puts the pinned Node first on the PATH of the scripts it runs. */
export function npm(...args) {
  return runNpm(args, 'inherit');
}

function runNpm(args, stdio) {
  const own = process.env.npm_execpath;
  const [file, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const { status, error } = spawnSync(file, [...first, ...args], { cwd: root, stdio });
  if (error) giveUp(`npm could not be run (${error.code}): install npm, which comes with Node.`);
  return status;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
