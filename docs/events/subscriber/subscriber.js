#!/usr/bin/env node
// Prints each new image pair as a line of JSON. Plain AMQP 0-9-1: no library of InstructEngine's, only what docs/events says.
import process from "node:process";
import amqp from "amqplib";
import { seenBefore } from "./seen.js";

const exchange = "InstructEngine.Contracts.V1:ImagePairRendered";
const queue = process.env.SUBSCRIBER_QUEUE ?? "example-image-pairs";
const url = process.env.AMQP_URL ?? "amqp://guest:guest@localhost:5672/";

let stopping = false;
const connection = await connect();
const channel = await connection.createChannel();

// As the services declare it: whoever comes first makes it.
await channel.assertExchange(exchange, "fanout", { durable: true });

// A queue of our own, so that we take nothing from anybody, and miss nothing while we are away.
await channel.assertQueue(queue, { durable: true, arguments: { "x-queue-type": "quorum" } });
await channel.bindQueue(queue, exchange, "");
await channel.prefetch(20);
await channel.consume(queue, (message) => message && take(message));
process.stderr.write(`Bound ${queue} to ${exchange}.\n`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    stopping = true;
    await channel.close();
    await connection.close();
  });
}

async function connect() {
  try {
    const opened = await amqp.connect(url, { clientProperties: { connection_name: "subscriber" } });
    opened.on("error", (error) => process.stderr.write(`${error.message}\n`));
    // Not by us? Whoever watches over this process starts it again; the queue has kept everything.
    opened.on("close", () => process.exit(stopping ? 0 : 3));
    return opened;
  } catch (error) {
    process.stderr.write(`The broker does not answer, or refuses: ${error.message}. AMQP_URL says where it is.\n`);
    return process.exit(3);
  }
}

function take(message) {
  const line = read(message);
  if (!line) {
    // Nothing will make it readable. Give the queue a dead-letter exchange where such messages are to be kept.
    channel.nack(message, false, false);
  } else if (seenBefore(line.tripleId)) {
    channel.ack(message);
  } else {
    // First print, then acknowledge: killed in between, we get it once more, rather than never.
    process.stdout.write(`${JSON.stringify(line)}\n`, () => channel.ack(message));
  }
}

// Members that we do not know are passed over: a later version may have more.
function read(message) {
  try {
    const { runId, tripleId, dimension, preferred, dispreferred, preferredImage, dispreferredImage } = JSON.parse(message.content.toString("utf8"));
    return {
      runId,
      tripleId,
      dimension,
      preferred: { text: preferred, image: preferredImage.blob.sha256 },
      dispreferred: { text: dispreferred, image: dispreferredImage.blob.sha256 },
    };
  } catch (error) {
    process.stderr.write(`A message is no image pair: ${error.message}\n`);
    return null;
  }
}
