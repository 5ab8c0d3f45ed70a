/**
 * The service worker: what a reader has seen is there without a network.
 *
 * Files that are named after what they hold come from the cache first, everything else from the network first, so
 * that nobody who is online sees an old page. An address that was never seen gets a page that says so. Both caches
 * are bounded.
 *
 * The files of a search belong together by their index. When its manifest changes, the one before stays as long as files
 * that were seen under it have no successor that was seen: words that were found under an index are found under it again.
 */

/** A digest of this file and the kept ones, which the build puts here: where one changes, browsers take this anew. */
const VERSION = "unbuilt";
const LAYOUT = 2; // of the caches: those of another are deleted
const OFFLINE = "offline.html";
const KEPT = [OFFLINE, "theme/css/fonts.css", "theme/css/site.css", "theme/img/icon.svg"];
const MOST = { pages: 300, files: 1500, indexes: 3 };
const MANIFEST = "search/manifest.json"; // the present index's; one before it has its digest behind a `?`
const BEFORE = "?before=";
/** Fonts, and files of the search whose address holds a digest or ends with a version. */
const HASHED_RE = /^(?:search\/x\/|search\/[^?]+\.(?:bin|json)\?|theme\/fonts\/)/;
const FILE_RE = /^(?:search|theme)\/.*[^/]$/;
/** What must be asked of the host itself, past the browser's own cache. */
const CHANGING_RE = /(?:^|\/|\.html|search\/manifest\.json)$/;
const RELATIVE_RE = /="\.\//g;

const worker = /** @type {any} */ (self);
const scope = String(worker.registration.scope);
const prefix = `warraq ${scope} `;

/** @param {"pages" | "files"} kind */
const nameOf = (kind) => `${prefix}${kind} ${LAYOUT}`;

/**
 * How an address is answered.
 *
 * @param {string} address absolute
 * @param {string} root the site's address, with a slash at its end
 * @returns {{ kind: "pages" | "files", key: string, hashed: boolean, changing: boolean } | null} null outside the site
 */
function routeOf(address, root) {
  const url = new URL(address);
  url.hash = "";
  if (!url.href.startsWith(root)) return null;
  if (HASHED_RE.test(url.href.slice(root.length))) return { kind: "files", key: url.href, hashed: true, changing: false };
  url.search = ""; // no page of a static site depends on it
  const name = url.href.slice(root.length);
  return { kind: FILE_RE.test(name) ? "files" : "pages", key: url.href, hashed: false, changing: CHANGING_RE.test(name) };
}

/** @type {Record<string, Promise<void>>} the sweep that began last */
const begun = { pages: Promise.resolve(), files: Promise.resolve() };
/** @type {Record<string, Promise<void> | null>} the one behind it, which serves all that wait for it */
const waiting = { pages: null, files: null };

/** @param {"pages" | "files"} kind what is put while a sweep runs is for the next one */
function trim(kind) {
  waiting[kind] ??= begun[kind].catch(() => {}).then(() => {
    waiting[kind] = null;
    begun[kind] = sweep(kind);
    return begun[kind];
  });
  return waiting[kind];
}

/** @param {"pages" | "files"} kind the oldest go first */
async function sweep(kind) {
  const cache = await caches.open(nameOf(kind));
  if (kind === "files") await letGo(cache);
  const keys = await cache.keys();
  const isKept = (/** @type {Request} */ { url }) => KEPT.some((name) => url === scope + name);
  const old = keys.filter((key) => !isKept(key)).slice(0, Math.max(0, keys.length - MOST[kind]));
  await Promise.all(old.map((key) => cache.delete(key)));
}

/**
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 * @param {Response} response
 */
async function keep({ kind, key }, response) {
  const cache = await caches.open(nameOf(kind));
  if (key === scope + MANIFEST) await keepBefore(cache, await response.clone().json());
  await cache.put(key, response);
  await trim(kind);
}

/**
 * Put the manifest that is there under its digest, if the one that comes is another.
 *
 * @param {Cache} cache
 * @param {{ digest: string }} coming
 */
async function keepBefore(cache, { digest }) {
  await cache.delete(`${scope}${MANIFEST}?${digest}`); // an older index that is published again
  const there = await cache.match(scope + MANIFEST);
  const before = await there?.clone().json();
  if (there && before.digest !== digest) await cache.put(`${scope}${MANIFEST}?${before.digest}`, there);
}

/** @param {Cache} cache @returns {Promise<string[]>} the addresses of manifests before the present one, oldest first */
async function manifestsBefore(cache) {
  const keys = await cache.keys();
  return keys.map(({ url }) => url).filter((url) => url.startsWith(`${scope}${MANIFEST}?`));
}

/**
 * The manifest of the index before another: from the cache, never from the host.
 *
 * @param {string} digest the other's
 */
async function before(digest) {
  const cache = await caches.open(nameOf("files"));
  const addresses = await manifestsBefore(cache);
  const at = addresses.indexOf(`${scope}${MANIFEST}?${digest}`);
  const address = addresses.at(at < 0 ? -1 : at - 1);
  const found = address && at !== 0 ? await cache.match(address) : null;
  return found ?? new Response(null, { status: 404 });
}

/**
 * Indexes before the present one go, with their files, when all these have a successor, or when too many are newer.
 *
 * @param {Cache} cache
 */
async function letGo(cache) {
  const addresses = await manifestsBefore(cache);
  if (addresses.length === 0) return;
  const urls = new Set((await cache.keys()).map(({ url }) => url));
  const { digest } = (await (await cache.match(scope + MANIFEST))?.json()) ?? {};
  const isFollowed = (/** @type {string} */ url) => urls.has(`${url.split("?")[0]}?${digest}`);
  for (const [at, address] of addresses.entries()) {
    const own = address.split("?")[1];
    if (own === digest) continue; // the present one, whose successor is just being put in its place
    const files = [...urls].filter((url) => url !== address && url.split("?")[1] === own);
    const isOld = at < addresses.length - MOST.indexes;
    if (isOld || files.every(isFollowed)) await Promise.all([address, ...files].map((url) => cache.delete(url)));
  }
}

/**
 * @param {any} event
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 */
async function fetched(event, route) {
  const response = await fetch(event.request, route.changing ? { cache: "no-cache" } : {});
  if (response.status === 200 && response.type === "basic") event.waitUntil(keep(route, response.clone()));
  return response;
}

/** @param {NonNullable<ReturnType<typeof routeOf>>} route */
async function kept({ kind, key }) {
  return (await caches.open(nameOf(kind))).match(key);
}

/**
 * @param {any} event
 * @param {NonNullable<ReturnType<typeof routeOf>>} route
 */
async function answer(event, route) {
  if (route.hashed && event.request.cache !== "reload") return (await kept(route)) ?? fetched(event, route);
  try {
    return await fetched(event, route);
  } catch (error) {
    const seen = await kept(route);
    if (seen) return seen;
    if (event.request.mode === "navigate") return offline();
    throw error;
  }
}

/** The page for what was never seen; it stands in for addresses of any depth, so its own links are made absolute. */
async function offline() {
  const page = await kept(/** @type {any} */ (routeOf(scope + OFFLINE, scope)));
  if (!page) return Response.error();
  const text = (await page.text()).replace(RELATIVE_RE, `="${scope}`);
  return new Response(text, { status: 503, headers: page.headers });
}

/** @param {string[]} addresses of what was loaded before the worker was there */
async function keepSeen(addresses) {
  for (const address of new Set(addresses)) {
    const route = routeOf(address, scope);
    if (route && !(await kept(route))) await keepFrom(address).catch(() => {}); // what cannot be had was not seen
  }
}

/**
 * What a page has just loaded comes from the browser's own cache, and is not fetched again.
 *
 * @param {string} address within the site
 * @param {RequestInit} [how]
 */
async function keepFrom(address, how) {
  const response = await fetch(address, how);
  if (response.status !== 200 || response.type !== "basic") throw new Error(`${address}: HTTP ${response.status}`);
  await keep(/** @type {any} */ (routeOf(address, scope)), response);
}

async function install() {
  const how = worker.registration.active ? { cache: /** @type {const} */ ("no-cache") } : {};
  await Promise.all(KEPT.map((name) => keepFrom(scope + name, how)));
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const current = [nameOf("pages"), nameOf("files")];
  await Promise.all(names.filter((name) => name.startsWith(prefix) && !current.includes(name)).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(keepSeen(event.data.seen)));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, headers, url } = event.request;
  const question = `${scope}${MANIFEST}${BEFORE}`;
  if (url.startsWith(question)) return event.respondWith(before(url.slice(question.length)));
  const route = method === "GET" && !headers.has("range") ? routeOf(url, scope) : null;
  if (route) event.respondWith(answer(event, route));
});
