import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { containersOf, ofKind, podOf, render, workloads } from "./lib/kustomize.js";
import { grpcPort, httpPort, services } from "./lib/places.js";
import { missingKustomize } from "./lib/programs.js";

const skip = missingKustomize();
const dns = { to: "kube-system:k8s-app=kube-dns", ports: [53] };
const metrics = { from: "monitoring:app.kubernetes.io/name=prometheus" };
const open = "public addresses";

/** What may speak to what, as "from -> to:port": every edge that is needed. */
const needed = {
  "overlays/dev": [
    ...services.flatMap((service) => [
      `${service} -> ${dns.to}:53`, `${service} -> rabbitmq:5672`, `${service} -> mongodb:27017`, `${service} -> azurite:10000`,
      `rabbitmq <- ${service}:5672`, `mongodb <- ${service}:27017`, `azurite <- ${service}:10000`,
      `${service} <- ${metrics.from}:${httpPort(service)}`,
    ]),
    `rabbitmq <- ${metrics.from}:15692`,
    ...["taxonomy-svc", "instruction-svc", "render-svc"].map((service) => `${service} -> ${open}:443`),
    `taxonomy-svc <- instructengine/operator=true:${grpcPort("taxonomy-svc")}`,
  ],
  "overlays/prod": [
    ...services.flatMap((service) => [
      `${service} -> ${dns.to}:53`, `${service} -> messaging:app.kubernetes.io/name=rabbitmq:5671`,
      `${service} -> databases:app.kubernetes.io/name=mongodb:27017`, `${service} -> ${open}:443`,
      `${service} <- ${metrics.from}:${httpPort(service)}`,
    ]),
    `taxonomy-svc <- instructengine/operator=true:${grpcPort("taxonomy-svc")}`,
  ],
};

function selects(selector, labels) {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every((wanted) => {
    if (wanted.operator === "In") return wanted.values.includes(labels[wanted.key]);
    throw new Error(`operator ${wanted.operator} is not read by this test`);
  });
}

const labelled = (selector) => Object.entries(selector.matchLabels).map(([key, value]) => `${key}=${value}`).join(",");

/** The names of a peer: pods of this namespace one by one, others by their labels. */
function namesOf(peer, pods) {
  if (peer.ipBlock) {
    for (const range of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"])
      assert.ok(peer.ipBlock.except?.includes(range), `${peer.ipBlock.cidr} reaches ${range}`);
    return [open];
  }
  if (peer.namespaceSelector) {
    assert.ok(peer.podSelector, "a whole namespace is let in or out");
    return [`${peer.namespaceSelector.matchLabels["kubernetes.io/metadata.name"]}:${labelled(peer.podSelector)}`];
  }
  const found = pods.filter((pod) => selects(peer.podSelector, pod.labels)).map((pod) => pod.name);
  return found.length > 0 ? found : [labelled(peer.podSelector)];
}

function numberOf(port, pod) {
  if (typeof port.port === "number") return port.port;
  const named = pod.ports.find((one) => one.name === port.port);
  assert.ok(named, `${pod.name} has no port ${port.port}`);
  return named.containerPort;
}

function edges(objects) {
  const pods = workloads(objects).map((workload) => ({
    name: workload.metadata.name, labels: podOf(workload).metadata.labels, ports: containersOf(workload).flatMap((container) => container.ports ?? []),
  }));
  const found = new Set();
  for (const { metadata, spec } of ofKind(objects, "NetworkPolicy")) {
    for (const pod of pods.filter((one) => selects(spec.podSelector, one.labels))) {
      for (const [rules, side, arrow] of [[spec.egress, "to", "->"], [spec.ingress, "from", "<-"]]) {
        for (const rule of rules ?? []) {
          assert.ok(rule[side]?.length > 0 && rule.ports?.length > 0, `${metadata.name} opens all peers or all ports`);
          for (const peer of rule[side]) for (const name of namesOf(peer, pods)) for (const port of rule.ports) found.add(`${pod.name} ${arrow} ${name}:${numberOf(port, pod)}`);
        }
      }
    }
  }
  return [...found].sort();
}

for (const [folder, wanted] of Object.entries(needed)) {
  describe(`network of k8s/${folder}`, { skip }, () => {
    test("whatever is not allowed is denied", () => {
      const [deny] = ofKind(render(folder), "NetworkPolicy").filter((policy) => policy.metadata.name === "default-deny");
      assert.deepEqual(deny.spec, { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    });

    test("every needed edge is open, and no other", () => {
      assert.deepEqual(edges(render(folder)), [...new Set(wanted)].sort());
    });
  });
}
