import { fileURLToPath } from "node:url";
import path from "node:path";

export const here = fileURLToPath(new URL("..", import.meta.url));
export const root = path.resolve(here, "../..");
export const monitoring = path.join(root, "k8s/components/monitoring");

/** The services in the order of their stages, and so of their ports (shared/hosting/ServicePorts.cs). */
export const services = ["taxonomy-svc", "instruction-svc", "render-svc", "trainer-svc", "eval-svc"];

export const httpPort = (service) => 8101 + services.indexOf(service);
export const grpcPort = (service) => 8201 + services.indexOf(service);
