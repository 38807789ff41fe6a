/** The package that knows an object's type, and the name of that type there. */
export function modelOf({ apiVersion, kind }) {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  if (group === "keda.sh") return { from: `@kubernetes-models/keda/${group}/${version}`, kind };
  if (group === "monitoring.coreos.com") return { from: `@kubernetes-models/prometheus-operator/${group}/${version}`, kind };
  return { from: group === "" ? `kubernetes-models/${version}` : `kubernetes-models/${group}/${version}`, kind };
}

/** What the object's JSON schema objects to; null where nothing. */
export async function schemaError(object) {
  const { from, kind } = modelOf(object);
  const Model = (await import(from))[kind];
  if (!Model) return `${from} knows no ${kind}`;
  try {
    new Model(structuredClone(object)).validate();
    return null;
  } catch (error) {
    return error.message;
  }
}
