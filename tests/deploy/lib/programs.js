import { spawnSync } from "node:child_process";

/** What a program prints on stdout; its exit code and stderr beside it. */
export function run(program, args, options = {}) {
  const ended = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 << 20, ...options });
  if (ended.error) throw ended.error;
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

/** Why the program cannot be used here, as a reason to skip; false where it can. */
export function missing(program, ...args) {
  const ended = spawnSync(program, args, { encoding: "utf8" });
  return ended.error || ended.status !== 0 ? `there is no usable ${program} on the PATH` : false;
}

/** kubectl 1.20 and older carry a kustomize that knows no components. */
export function missingKustomize() {
  const ended = spawnSync("kubectl", ["version", "--client", "-o", "json"], { encoding: "utf8" });
  if (ended.error || ended.status !== 0) return "there is no kubectl on the PATH";
  const version = JSON.parse(ended.stdout).clientVersion;
  return Number.parseInt(version.minor, 10) < 24 ? `kubectl ${version.gitVersion} is older than 1.24` : false;
}
