// Builds what the browser gets: one style sheet and one small script for every page, a second sheet for staff and for reports, and the map
// for the page that has one.
// Usage: node build.mjs [--out folder]
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const asked = process.argv.indexOf("--out");
const out = asked > 0 ? resolve(process.argv[asked + 1]) : resolve(here, "../wwwroot/assets");

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "fonts"), { recursive: true });

const fonts = ["latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal", "latin-ext-wght-italic"];
for (const font of fonts) {
  const file = `atkinson-hyperlegible-next-${font}.woff2`;
  cpSync(join(modules, "@fontsource-variable/atkinson-hyperlegible-next/files", file), join(out, "fonts", file));
}

cpSync(join(here, "static"), out, { recursive: true });

// The charts bring their own style sheet; a checkout without it still builds.
const charts = resolve(here, "../Design/Charts/charts.scss");
const chartsUrl = new URL("fosse:charts");
for (const sheet of ["app", "staff", "report"]) {
  const { css } = sass.compile(join(here, `styles/${sheet}.scss`), {
    style: "compressed",
    loadPaths: [modules],
    quietDeps: true,
    importers: [{
      canonicalize: (url) => url !== "fosse:charts" ? null : existsSync(charts) ? pathToFileURL(charts) : chartsUrl,
      load: (url) => ({ contents: url.protocol === "file:" ? readFileSync(fileURLToPath(url), "utf8") : "", syntax: "scss" }),
    }],
  });
  writeFileSync(join(out, `${sheet}.css`), css);
}

// MapLibre's worker is a file of our own origin, so that the content security policy needs no blob: and no unsafe-eval.
const worker = readFileSync(join(modules, "maplibre-gl/dist/maplibre-gl-worker.mjs"), "utf8")
  .replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
writeFileSync(join(out, "map-worker.js"), worker);
const workerVersion = createHash("sha256").update(worker).digest("hex").slice(0, 12);

const shared = {
  bundle: true, minify: true, format: "esm", target: ["es2022", "safari16"], legalComments: "eof", logLevel: "warning", absWorkingDir: here,
};
await build({ ...shared, entryPoints: ["app.ts"], outfile: join(out, "app.js") });
const define = { MAP_WORKER: JSON.stringify(`map-worker.js?v=${workerVersion}`) };
await build({ ...shared, entryPoints: ["pick.ts"], outfile: join(out, "pick.js"), define });
await build({ ...shared, entryPoints: ["map.ts"], outfile: join(out, "map.js"), define });
await build({ ...shared, entryPoints: ["styles/map.css"], outfile: join(out, "map.css"), loader: { ".svg": "dataurl" } });

const weigh = (...names) => names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(out, name))).length, 0);
const plain = weigh("app.css", "app.js");
const staff = plain + weigh("staff.css");
const withMap = plain + Math.max(weigh("map.js"), weigh("pick.js", "report.css")) + weigh("map.css", "map-worker.js");
const kb = (bytes) => (bytes / 1024).toFixed(1);
console.log(`client: a page ${kb(plain)} KB, a page of staff ${kb(staff)} KB, a page with the map ${kb(withMap)} KB (brotli, fonts apart)`);
if (staff > 40 * 1024 || withMap > 400 * 1024) {
  console.error("client: error: over the budget of 40 KB for a page or 400 KB for a page with the map");
  process.exit(1);
}
