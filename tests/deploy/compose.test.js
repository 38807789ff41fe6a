import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { here, httpPort, root, services } from "./lib/places.js";
import { run } from "./lib/programs.js";

const text = readFileSync(path.join(root, "docker-compose.yml"), "utf8");
const compose = parse(text, { merge: true });
const example = readFileSync(path.join(root, ".env.example"), "utf8");
const isOurs = (name) => services.includes(name.replace(/-gpu$/, ""));
const ours = Object.entries(compose.services).filter(([name]) => isOurs(name));
const inProfile = (profile) => Object.entries(compose.services).filter(([, service]) => service.profiles.includes(profile)).map(([name]) => name);

test("dclint has nothing to say", () => {
  const linter = path.join(here, "node_modules/.bin/dclint");
  const { code, out, err } = run(linter, ["--config", path.join(here, "dclint.json"), path.join(root, "docker-compose.yml")]);
  assert.equal(code, 0, out + err);
});

test("cpu and gpu each bring the five services and their three servers, obs the two that watch", () => {
  const servers = ["azurite", "mongodb", "rabbitmq"];
  assert.deepEqual(inProfile("cpu").sort(), [...servers, ...services].sort());
  assert.deepEqual(inProfile("gpu").sort(), [...servers, "taxonomy-svc", "instruction-svc", "render-svc-gpu", "trainer-svc-gpu", "eval-svc"].sort());
  assert.deepEqual(inProfile("obs").sort(), ["grafana", "prometheus"]);
});

test("services start when their servers are healthy, and every server says when it is", () => {
  for (const [name, service] of ours) {
    assert.deepEqual(Object.keys(service.depends_on).sort(), ["azurite", "mongodb", "rabbitmq"], name);
    for (const { condition } of Object.values(service.depends_on)) assert.equal(condition, "service_healthy", name);
  }
  for (const [name, service] of Object.entries(compose.services)) assert.ok(service.healthcheck?.test, name);
  for (const [name, service] of ours) assert.deepEqual(service.healthcheck.test, ["CMD", `/app/${name.replace(/-gpu$/, "")}`, "--health"], name);
});

test("services run without root, capabilities and a writable root file system, within limits", () => {
  for (const [name, service] of ours) {
    assert.equal(service.read_only, true, name);
    assert.equal(service.user, "1654:1654", name);
    assert.deepEqual(service.cap_drop, ["ALL"], name);
    assert.deepEqual(service.security_opt, ["no-new-privileges:true"], name);
    assert.ok(service.deploy.resources.limits.memory, name);
    assert.ok(Number.parseInt(service.stop_grace_period, 10) > 30, name);
  }
});

test("images have a tag, ports are this machine's own, and files that are mounted are there", () => {
  for (const [name, service] of Object.entries(compose.services)) {
    assert.match(service.image, /:(?!latest$)[\w][\w.-]*$/, name);
    for (const port of service.ports ?? []) assert.match(port, /^127\.0\.0\.1:/, name);
    for (const volume of (service.volumes ?? []).filter((one) => typeof one === "string" && one.startsWith("./")))
      assert.ok(existsSync(path.join(root, volume.split(":")[0])), `${name}: ${volume}`);
    if (service.build) assert.ok(existsSync(path.join(root, service.build.dockerfile)), name);
  }
});

test("every secret comes from .env, which git ignores, and the example names them all", () => {
  const ignored = readFileSync(path.join(root, ".gitignore"), "utf8").split("\n");
  assert.ok(ignored.includes(".env"));
  const named = new Set([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
  const used = new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), [...named].sort());
  for (const [, name, value] of text.matchAll(/^\s+(\S*(?:PASS|PASSWORD|KEY|SECRET)\S*): *(.*)$/gm)) assert.match(value, /\$\{/, name);
  for (const name of ["RABBITMQ_PASSWORD", "MONGODB_PASSWORD", "GRAFANA_PASSWORD", "AZURITE_KEY"]) assert.match(example, new RegExp(`^${name}=$`, "m"));
});

test("Prometheus scrapes the services where they listen", () => {
  const config = parse(readFileSync(path.join(root, "deploy/prometheus.yml"), "utf8"));
  const job = config.scrape_configs.find((one) => one.job_name === "instructengine");
  assert.deepEqual(job.static_configs, services.map((service) => ({ targets: [`${service}:${httpPort(service)}`], labels: { service } })));
});

for (const service of services) {
  test(`the image of ${service}: two stages, fixed bases, no root, its own ports, no shell to start it`, () => {
    const dockerfile = readFileSync(path.join(root, "services", service, "Dockerfile"), "utf8");
    const lines = dockerfile.split("\n");
    const bases = lines.filter((line) => line.startsWith("FROM "));
    assert.equal(bases.length, 2);
    assert.match(bases[1], /-chiseled$/);
    assert.ok(lines.includes("USER 1654"));
    assert.ok(lines.includes(`EXPOSE ${httpPort(service)} ${httpPort(service) + 100}`));
    assert.equal(lines.findLast((line) => line.startsWith("ENTRYPOINT ")), `ENTRYPOINT ["/app/${service}"]`);
    assert.match(dockerfile, new RegExp(`^HEALTHCHECK .* CMD \\["/app/${service}", "--health"\\]$`, "m"));
    assert.equal(/TORCH=cpu/.test(dockerfile), ["render-svc", "trainer-svc"].includes(service));
  });
}
