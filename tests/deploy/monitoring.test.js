import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { parse, stringify } from "yaml";
import { declared, scraped, selectors } from "./lib/metrics.js";
import { here, monitoring, root, services } from "./lib/places.js";
import { missing, run } from "./lib/programs.js";
import { typeErrors } from "./lib/types.js";

const skip = missing("promtool", "--version");
const work = mkdtempSync(path.join(tmpdir(), "instructengine-promtool-"));
after(() => rmSync(work, { recursive: true }));

const alerts = parse(readFileSync(path.join(monitoring, "alerts.yml"), "utf8"));
const rules = alerts.groups.flatMap((group) => group.rules);
const dashboards = readdirSync(path.join(monitoring, "dashboards")).map((file) => ({ file, dashboard: JSON.parse(readFileSync(path.join(monitoring, "dashboards", file), "utf8")) }));
const targets = dashboards.flatMap(({ file, dashboard }) =>
  dashboard.panels.flatMap((panel) => (panel.targets ?? []).map((target) => ({ where: `${file}: ${panel.title}`, expr: withoutVariables(target.expr) }))));
const expressions = [...targets, ...rules.map((rule) => ({ where: rule.alert, expr: rule.expr }))];

// What Grafana puts in before it asks.
function withoutVariables(expr) {
  return expr.replaceAll("$__range", "6h").replaceAll("$instance", ".*");
}

function promtool(args, content, name) {
  const file = path.join(work, name);
  writeFileSync(file, content);
  return run("promtool", [...args, file]);
}

describe("alerts", () => {
  test("promtool accepts them", { skip }, () => {
    const { code, out, err } = run("promtool", ["check", "rules", path.join(monitoring, "alerts.yml")]);
    assert.equal(code, 0, out + err);
  });

  test("their unit tests pass", { skip }, () => {
    const { code, out, err } = run("promtool", ["test", "rules", "alerts.test.yml"], { cwd: here });
    assert.equal(code, 0, out + err);
  });

  test("each has a unit test in which it goes off, and one in which it does not", () => {
    const cases = parse(readFileSync(path.join(here, "alerts.test.yml"), "utf8")).tests.flatMap((one) => one.alert_rule_test);
    for (const { alert } of rules) {
      assert.ok(cases.some((one) => one.alertname === alert && one.exp_alerts.length > 0), `${alert} never goes off`);
      assert.ok(cases.some((one) => one.alertname === alert && one.exp_alerts.length === 0), `${alert} is never quiet`);
    }
  });

  test("each has a severity and a runbook, and each runbook is some alert's", () => {
    const books = readdirSync(path.join(root, "docs/runbooks")).filter((file) => file !== "README.md");
    for (const { alert, labels, annotations } of rules) {
      assert.ok(["critical", "warning"].includes(labels.severity), alert);
      assert.ok(annotations.summary && annotations.description, alert);
      const book = path.basename(annotations.runbook_url);
      assert.equal(annotations.runbook_url, `docs/runbooks/${book}`);
      assert.ok(books.includes(book), `${alert}: there is no ${annotations.runbook_url}`);
      assert.ok(readFileSync(path.join(root, annotations.runbook_url), "utf8").includes(`\`${alert}\``), `${book} does not name ${alert}`);
    }
    const used = new Set(rules.map((rule) => path.basename(rule.annotations.runbook_url)));
    assert.deepEqual(books.filter((book) => !used.has(book)), []);
  });

  test("a runbook says what it means, what to look at, what to do and how to see that it is over", () => {
    for (const book of readdirSync(path.join(root, "docs/runbooks")).filter((file) => file !== "README.md")) {
      const headings = [...readFileSync(path.join(root, "docs/runbooks", book), "utf8").matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      assert.deepEqual(headings, ["What it means", "What to look at", "What to do", "When it is over"], book);
    }
  });

  test("the operator's PrometheusRule holds the same groups", () => {
    assert.deepEqual(parse(readFileSync(path.join(monitoring, "prometheus-rule.yaml"), "utf8")).spec.groups, alerts.groups);
  });
});

describe("expressions", () => {
  test("promtool reads every one of the dashboards", { skip }, () => {
    const groups = [{ name: "dashboards", rules: targets.map(({ expr }, index) => ({ record: `checked:expression:${index}`, expr })) }];
    const { code, out, err } = promtool(["check", "rules"], stringify({ groups }), "dashboards.yml");
    assert.equal(code, 0, out + err);
  });

  test("every metric is one that a run exported or a source declares, with labels that it has", () => {
    const [seen, named] = [scraped(), declared()];
    const given = ["job", "instance", "service"];
    let found = 0;
    for (const { where, expr } of expressions) {
      const used = selectors(expr);
      assert.notEqual(used.length, 0, `${where}: no metric in ${expr}`);
      for (const { name, labels } of used.filter((one) => one.name !== "up")) {
        found += 1;
        assert.ok(seen.has(name) || named.has(name), `${where}: nothing exports ${name}`);
        if (seen.has(name)) for (const label of labels) assert.ok(given.includes(label) || seen.get(name).has(label), `${where}: ${name} has no label ${label}`);
      }
    }
    assert.ok(found > expressions.length / 2);
  });

  test("a metric and a label that nobody exports are noticed", () => {
    const [seen] = [scraped()];
    assert.deepEqual(selectors('sum by (queue) (rate(a_b_total{x="1", y!~"2"}[5m])) > 0'), [{ name: "a_b_total", labels: ["x", "y"] }]);
    assert.ok(seen.get("instructengine_pairs_total").has("outcome") && !seen.has("instructengine_pears_total"));
  });

  test("promtool finds no fault in what the services export", { skip }, () => {
    for (const service of services) {
      const { code, out, err } = run("promtool", ["check", "metrics"], { input: readFileSync(path.join(here, "scraped", `${service}.prom`), "utf8") });
      assert.equal(code, 0, `${service}: ${out}${err}`);
    }
  });
});

describe("dashboards", () => {
  const panelTypes = { timeseries: "TimeSeriesPanelCfg", stat: "StatPanelCfg", bargauge: "BarGaugePanelCfg" };

  test("Grafana's types fit them", () => {
    const values = dashboards.map(({ file, dashboard }) => ({ label: file, type: "Dashboard", from: "@grafana/schema", value: dashboard }));
    assert.deepEqual(typeErrors(values), []);
  });

  test("each panel's options fit its kind", () => {
    const module = (kind) => `@grafana/schema/dist/esm/raw/composable/${kind}/panelcfg/x/${panelTypes[kind]}_types.gen`;
    const values = dashboards.flatMap(({ file, dashboard }) => dashboard.panels.filter((panel) => panel.type !== "row").map((panel) => ({
      label: `${file}: ${panel.title}`, type: "Options", from: module(panel.type), value: panel.options,
    })));
    const drawn = dashboards.flatMap(({ file, dashboard }) => dashboard.panels.filter((panel) => panel.type === "timeseries").map((panel) => ({
      label: `${file}: ${panel.title}`, type: "FieldConfig", from: module(panel.type), value: panel.fieldConfig.defaults.custom,
    })));
    assert.deepEqual(typeErrors([...values, ...drawn]), []);
  });

  test("uids and panel ids are their own, panels do not overlap, and links lead to a dashboard", () => {
    const uids = dashboards.map(({ dashboard }) => dashboard.uid);
    assert.equal(new Set(uids).size, uids.length);
    for (const { file, dashboard } of dashboards) {
      const ids = dashboard.panels.map((panel) => panel.id);
      assert.equal(new Set(ids).size, ids.length, file);
      const cells = new Set();
      for (const { gridPos, title } of dashboard.panels) {
        assert.ok(gridPos.x + gridPos.w <= 24, `${file}: ${title} is too far right`);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            assert.ok(!cells.has(`${x},${y}`), `${file}: ${title} covers another panel`);
            cells.add(`${x},${y}`);
          }
        }
      }
      for (const link of dashboard.links) assert.ok(uids.includes(link.url.replace("/d/", "")), link.url);
    }
  });
});
