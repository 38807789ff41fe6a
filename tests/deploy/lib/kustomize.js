import path from "node:path";
import { parseAllDocuments } from "yaml";
import { root } from "./places.js";
import { run } from "./programs.js";

const rendered = new Map();

/** The objects of a kustomization, by its folder below k8s/. */
export function render(folder) {
  if (!rendered.has(folder)) {
    const { code, out, err } = run("kubectl", ["kustomize", path.join(root, "k8s", folder)]);
    if (code !== 0) throw new Error(`k8s/${folder} does not render: ${err}`);
    rendered.set(folder, parseAllDocuments(out).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return unwrapped(document.toJS());
    }));
  }
  return rendered.get(folder);
}

// kustomize breaks long base64 into lines, which the API server reads as well.
function unwrapped(object) {
  if (object.kind === "Secret") for (const key of Object.keys(object.data ?? {})) object.data[key] = object.data[key].replaceAll(/\s/g, "");
  return object;
}

export const ofKind = (objects, ...kinds) => objects.filter((object) => kinds.includes(object.kind));

export const nameOf = (object) => `${object.kind}/${object.metadata.name}`;

export const workloads = (objects) => ofKind(objects, "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");

export const podOf = (workload) => (workload.kind === "CronJob" ? workload.spec.jobTemplate.spec : workload.spec).template;

export const containersOf = (workload) => [...(podOf(workload).spec.initContainers ?? []), ...podOf(workload).spec.containers];
