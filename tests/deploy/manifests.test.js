import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { containersOf, nameOf, ofKind, podOf, render, workloads } from "./lib/kustomize.js";
import { modelOf, schemaError } from "./lib/models.js";
import { grpcPort, httpPort, root, services } from "./lib/places.js";
import { missingKustomize } from "./lib/programs.js";
import { typeErrors } from "./lib/types.js";

const folders = ["base", "overlays/dev", "overlays/prod"];
const overlays = folders.slice(1);
const skip = missingKustomize();

const hostStopSeconds = () =>
  Number(/HostStop = TimeSpan\.FromSeconds\((\d+)\)/.exec(readFileSync(path.join(root, "shared/hosting/HostTimes.cs"), "utf8"))[1]);

test("a misspelt, a missing and a mistyped member are found", { skip }, async () => {
  const [good] = ofKind(render("base"), "Deployment");
  const { from, kind } = modelOf(good);
  const errors = (change) => {
    const value = structuredClone(good);
    change(value);
    return typeErrors([{ label: "x", type: `I${kind}`, from, value }]);
  };
  assert.deepEqual(errors(() => {}), []);
  assert.match(errors((d) => { d.spec.template.spec.containers[0].resorces = {}; }).join(), /resorces/);
  assert.match(errors((d) => { delete d.spec.selector; }).join(), /selector/);
  assert.match(errors((d) => { d.spec.replicas = "many"; }).join(), /number/);
  assert.notEqual(await schemaError({ ...good, spec: { ...good.spec, selector: undefined } }), null);
});

for (const folder of folders) {
  describe(`k8s/${folder}`, { skip }, () => {
    test("every object is valid by its schema", async () => {
      for (const object of render(folder)) assert.equal(await schemaError(object), null, nameOf(object));
    });

    test("no object has a member that its type lacks", () => {
      const values = render(folder).map((object) => {
        const { from, kind } = modelOf(object);
        return { label: nameOf(object), type: `I${kind}`, from, value: object };
      });
      assert.deepEqual(typeErrors(values), []);
    });

    test("no two objects have one name", () => {
      const names = render(folder).map(nameOf);
      assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
    });

    test("the five services are there, on their ports", () => {
      for (const service of services) {
        const [deployment] = ofKind(render(folder), "Deployment").filter((found) => found.metadata.name === service);
        assert.ok(deployment, `no Deployment ${service}`);
        const ports = Object.fromEntries(containersOf(deployment)[0].ports.map((port) => [port.name, port.containerPort]));
        assert.deepEqual(ports, { http: httpPort(service), grpc: grpcPort(service) });
        const [front] = ofKind(render(folder), "Service").filter((found) => found.metadata.name === service);
        assert.deepEqual(front.spec.ports.map((port) => [port.port, port.targetPort]), [[ports.http, "http"], [ports.grpc, "grpc"]]);
      }
    });

    test("every container has limits, requests and all three probes", () => {
      for (const workload of workloads(render(folder))) {
        for (const container of containersOf(workload)) {
          for (const kind of ["cpu", "memory"]) {
            assert.ok(container.resources?.limits?.[kind], `${nameOf(workload)} has no limit of ${kind}`);
            assert.ok(container.resources?.requests?.[kind], `${nameOf(workload)} requests no ${kind}`);
          }
          for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) assert.ok(container[probe], `${nameOf(workload)} has no ${probe}`);
        }
      }
    });

    test("every image has a digest, or a tag that is not latest", () => {
      for (const workload of workloads(render(folder))) {
        for (const { image } of containersOf(workload)) assert.match(image, /@sha256:[0-9a-f]{64}$|:(?!latest$)[\w][\w.-]*$/, nameOf(workload));
      }
    });

    test("every pod keeps to the restricted standard, and has a root file system that cannot be written", () => {
      for (const workload of workloads(render(folder))) {
        const pod = podOf(workload).spec;
        assert.equal(pod.securityContext?.runAsNonRoot, true, `${nameOf(workload)} may run as root`);
        assert.equal(pod.securityContext?.seccompProfile?.type, "RuntimeDefault", nameOf(workload));
        assert.equal(pod.automountServiceAccountToken, false, `${nameOf(workload)} has a token of the API server`);
        for (const key of ["hostNetwork", "hostPID", "hostIPC"]) assert.ok(!pod[key], `${nameOf(workload)}: ${key}`);
        assert.deepEqual((pod.volumes ?? []).filter((volume) => volume.hostPath), [], nameOf(workload));
        for (const container of containersOf(workload)) {
          const context = container.securityContext;
          assert.ok(!context.privileged, `${nameOf(workload)} is privileged`);
          assert.equal(context.allowPrivilegeEscalation, false, nameOf(workload));
          assert.equal(context.readOnlyRootFilesystem, true, nameOf(workload));
          assert.deepEqual(context.capabilities, { drop: ["ALL"] }, nameOf(workload));
          assert.deepEqual((container.ports ?? []).filter((port) => port.hostPort), [], nameOf(workload));
        }
      }
    });

    test("a service's pod waits longer than its host does", () => {
      for (const workload of ofKind(render(folder), "Deployment")) {
        const grace = podOf(workload).spec.terminationGracePeriodSeconds;
        assert.ok(grace > hostStopSeconds(), `${nameOf(workload)}: ${grace} s against ${hostStopSeconds()} s`);
      }
    });

    test("selectors find their pods", () => {
      const objects = render(folder);
      const pods = workloads(objects).map((workload) => podOf(workload).metadata.labels);
      const finds = (labels) => pods.some((pod) => Object.entries(labels).every(([key, value]) => pod[key] === value));
      for (const front of ofKind(objects, "Service")) assert.ok(finds(front.spec.selector), nameOf(front));
      for (const budget of ofKind(objects, "PodDisruptionBudget")) assert.ok(finds(budget.spec.selector.matchLabels), nameOf(budget));
      for (const monitor of ofKind(objects, "PodMonitor")) assert.ok(finds(monitor.spec.selector.matchLabels), nameOf(monitor));
    });

    test("nothing scales what KEDA scales", () => {
      const objects = render(folder);
      const scaled = ofKind(objects, "ScaledObject").map((object) => object.spec.scaleTargetRef.name);
      const others = ofKind(objects, "HorizontalPodAutoscaler").map((object) => object.spec.scaleTargetRef.name);
      assert.deepEqual(others.filter((name) => scaled.includes(name)), []);
      for (const deployment of ofKind(objects, "Deployment").filter((found) => scaled.includes(found.metadata.name)))
        assert.equal(deployment.spec.replicas, undefined, `${nameOf(deployment)} has a number of its own`);
      for (const name of scaled) assert.ok(objects.some((object) => object.kind === "Deployment" && object.metadata.name === name), name);
    });
  });
}

for (const folder of overlays) {
  test(`k8s/${folder}: one namespace, with the restricted standard enforced`, { skip }, () => {
    const objects = render(folder);
    const [space] = ofKind(objects, "Namespace");
    assert.equal(space.metadata.labels["pod-security.kubernetes.io/enforce"], "restricted");
    for (const object of objects.filter((found) => found.kind !== "Namespace")) assert.equal(object.metadata.namespace, space.metadata.name, nameOf(object));
  });
}

test("dev brings every secret and config map that its pods read", { skip }, () => {
  const objects = render("overlays/dev");
  const present = new Set(ofKind(objects, "Secret", "ConfigMap").map(nameOf));
  for (const workload of workloads(objects)) {
    for (const { secretRef, configMapRef } of containersOf(workload).flatMap((container) => container.envFrom ?? [])) {
      const wanted = secretRef ? `Secret/${secretRef.name}` : `ConfigMap/${configMapRef.name}`;
      assert.ok(present.has(wanted), `${nameOf(workload)} reads ${wanted}`);
    }
  }
});

test("prod holds no secret", { skip }, () => {
  assert.deepEqual(ofKind(render("overlays/prod"), "Secret"), []);
  assert.doesNotMatch(JSON.stringify(render("overlays/prod")), /AccountKey|:\/\/[^/"\s]+:[^/"\s]+@/);
});

test("prod scales render-svc and trainer-svc to none and back, each on a GPU of its own", { skip }, () => {
  const objects = render("overlays/prod");
  for (const name of ["render-svc", "trainer-svc"]) {
    const scaled = ofKind(objects, "ScaledObject").find((object) => object.metadata.name === name);
    assert.equal(scaled.spec.minReplicaCount, 0);
    // The longest step that metrics show ends in the bucket of 300 s (shared/hosting/Observability/MeterExport.cs).
    assert.ok(scaled.spec.cooldownPeriod > 300, `${name}: ${scaled.spec.cooldownPeriod} s`);
    const rabbit = scaled.spec.triggers.find((trigger) => trigger.type === "rabbitmq");
    // Over AMQP only ready messages would be counted.
    assert.equal(rabbit.metadata.protocol, "http");
    assert.ok(rabbit.metadata.excludeUnacknowledged !== "true");
    const deployment = objects.find((object) => nameOf(object) === `Deployment/${name}`);
    assert.equal(containersOf(deployment)[0].resources.limits["nvidia.com/gpu"], "1");
    assert.match(containersOf(deployment)[0].image, new RegExp(`${name}-cuda`));
    assert.ok(podOf(deployment).spec.tolerations.length > 0 && podOf(deployment).spec.nodeSelector);
  }
});

test("KEDA asks for queues that the services have, and for jobs as they are stored", { skip }, () => {
  const scaled = ofKind(render("overlays/prod"), "ScaledObject");
  const scraped = readFileSync(path.join(root, "tests/deploy/scraped/rabbitmq.prom"), "utf8");
  for (const trigger of scaled.flatMap((object) => object.spec.triggers).filter((found) => found.type === "rabbitmq"))
    assert.ok(scraped.includes(`queue="${trigger.metadata.queueName}"`), trigger.metadata.queueName);
  const mongo = scaled.flatMap((object) => object.spec.triggers).find((found) => found.type === "mongodb");
  const conditions = JSON.parse(mongo.metadata.query).$and.map((condition) => new RegExp(condition.json.$regex));
  const job = (kind, state) => JSON.stringify({ jobId: "j", runId: "r", kind, input: JSON.stringify({ kind: "train", state: "Waiting" }), state, attempts: 0 });
  const counted = (text) => conditions.every((condition) => condition.test(text));
  assert.deepEqual(["Waiting", "Running", "Completed", "Failed"].map((state) => counted(job("train", state))), [true, true, false, false]);
  assert.equal(counted(job("evaluate", "Running")), false);
});
