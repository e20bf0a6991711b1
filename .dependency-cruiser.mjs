/** The rooms and who may import whom. docs/architecture.md draws the same table. */
const only = (name, comment, room, may) => ({
	name,
	comment,
	severity: "error",
	from: { path: `^src/${room}/` },
	to: { path: "^src/", pathNot: [`^src/${room}/`, ...may.map((other) => `^src/${other}`)] },
});
const packageOnlyIn = (name, comment, packages, rooms) => ({
	name,
	comment,
	severity: "error",
	from: { path: "^src/", pathNot: rooms.map((room) => `^src/${room}`) },
	to: { path: packages.map((p) => `(^|/)node_modules/${p}(/|$)|^${p}$`) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
	forbidden: [
		{
			name: "no-cycle",
			comment: "Two files that need each other are one file or three.",
			severity: "error",
			from: {},
			to: { circular: true },
		},
		{
			name: "no-orphan",
			comment: "Nothing imports this file: delete it or use it.",
			severity: "error",
			from: {
				orphan: true,
				path: "^src/",
				pathNot: [
					"[.]d[.]ts$",
					"imaging-worker[.]ts$",
					"reader-worker[.]ts$",
					"painter/paint[.]ts$",
					"printer/print[.]tsx?$",
				],
			},
			to: {},
		},
		{
			name: "no-unresolved",
			comment: "This import points at nothing.",
			severity: "error",
			from: {},
			to: { couldNotResolve: true },
		},
		{
			name: "src-not-to-test",
			comment: "Product code does not know its tests.",
			severity: "error",
			from: { path: "^src/" },
			to: { path: "^test/" },
		},
		only(
			"contract-stands-alone",
			"The contract is the bottom: it imports no other room.",
			"contract",
			[],
		),
		only("main-not-to-renderer", "Main reaches the window through the contract only.", "main", [
			"contract/",
		]),
		only(
			"preload-one-door",
			"Preload knows bridge.ts and nothing else, so it never grows.",
			"preload",
			["contract/bridge[.]ts$"],
		),
		only("renderer-contract-only", "The window imports the contract and itself.", "renderer", [
			"contract/",
		]),
		only("foundation-bottom", "foundation knows the contract alone.", "main/foundation", [
			"contract/",
		]),
		only("http-layer", "http knows the contract and foundation.", "main/http", [
			"contract/",
			"main/foundation/",
		]),
		only("store-layer", "store knows the contract and foundation.", "main/store", [
			"contract/",
			"main/foundation/",
		]),
		only("secrets-layer", "secrets knows the contract and foundation.", "main/secrets", [
			"contract/",
			"main/foundation/",
		]),
		only("imaging-layer", "imaging knows the contract and foundation.", "main/imaging", [
			"contract/",
			"main/foundation/",
		]),
		only("gateways-pure", "An adapter describes requests; it sends none.", "main/gateways", [
			"contract/",
			"main/foundation/",
			"main/http/(http-message|sse-reader)[.]ts$",
		]),
		only("buckets-layer", "buckets speaks to S3-compatible servers.", "main/buckets", [
			"contract/",
			"main/(foundation|http|secrets)/",
		]),
		only("references-layer", "references fits and places pictures.", "main/references", [
			"contract/",
			"main/(foundation|http|secrets|buckets|store|imaging|gateways)/",
		]),
		only("library-layer", "library sits on store and imaging.", "main/library", [
			"contract/",
			"main/(foundation|store|imaging)/",
		]),
		only("partners-layer", "partners speaks to other programs on this computer.", "main/partners", [
			"contract/",
			"main/(foundation|http)/",
		]),
		only("mirror-layer", "mirror copies a library to a bucket and back.", "main/mirror", [
			"contract/",
			"main/(foundation|http|secrets|buckets|store|library)/",
		]),
		only("jobs-layer", "jobs is the one room that joins all services.", "main/jobs", [
			"contract/",
			"main/(foundation|http|secrets|buckets|store|imaging|gateways|references|library)/",
		]),
		only("ipc-layer", "ipc binds services to the request table.", "main/ipc", [
			"contract/",
			"main/(foundation|http|secrets|buckets|store|imaging|gateways|references|library|mirror|partners|jobs)/",
		]),
		{
			name: "shell-on-top",
			comment: "Only the process entry imports the shell.",
			severity: "error",
			from: { path: "^src/main/", pathNot: ["^src/main/shell/", "^src/main/index[.]ts$"] },
			to: { path: "^src/main/shell/" },
		},
		{
			name: "gateways-apart",
			comment: "One gateway does not import another.",
			severity: "error",
			from: { path: "^src/main/gateways/([^/]+)/" },
			to: { path: "^src/main/gateways/([^/]+)/", pathNot: "^src/main/gateways/$1/" },
		},
		only("kit-bottom", "kit is drawing only.", "renderer/kit", []),
		only("painter-alone", "The Demo gateway's easel is a page of its own.", "renderer/painter", [
			"contract/",
		]),
		only("bridge-layer", "bridge knows the contract.", "renderer/bridge", ["contract/"]),
		only(
			"board-document-pure",
			"What can be done to a board is pure and knows no window.",
			"renderer/board-document",
			["contract/"],
		),
		only("printer-alone", "The page that prints is a page of its own.", "renderer/printer", [
			"contract/",
		]),
		only("state-layer", "state is shared by features and knows none of them.", "renderer/state", [
			"contract/",
			"renderer/(bridge|board-document)/",
		]),
		only("features-layer", "A feature sits on state, bridge and kit.", "renderer/features", [
			"contract/",
			"renderer/(bridge|state|kit|board-document)/",
		]),
		only("float-on-top", "The small window that stays on top shows a board.", "renderer/float", [
			"contract/",
			"renderer/(bridge|state|kit|styles|board-document|features/board)/",
			"renderer/app/theme[.]ts$",
		]),
		{
			name: "konva-in-board",
			comment: "The board's canvas is drawn in one place.",
			severity: "error",
			from: { path: "^src/", pathNot: "^src/renderer/features/board/" },
			to: { path: "(^|/)node_modules/konva(/|$)|^konva$" },
		},
		{
			name: "prosemirror-in-compose",
			comment: "The prompt is the one text with chips in it.",
			severity: "error",
			from: { path: "^src/", pathNot: "^src/renderer/features/compose/" },
			to: { path: "(^|/)node_modules/prosemirror-[a-z]+(/|$)|^prosemirror-" },
		},
		packageOnlyIn(
			"zip-in-library",
			"Boards are packed and unpacked in one room.",
			["yazl", "yauzl"],
			["main/library/"],
		),
		{
			name: "features-apart",
			comment: "Features meet in app/ or in state/, never directly.",
			severity: "error",
			from: { path: "^src/renderer/features/([^/]+)/" },
			to: { path: "^src/renderer/features/([^/]+)/", pathNot: "^src/renderer/features/$1/" },
		},
		{
			name: "routes-type-only",
			comment: "The window takes the types of the tables, not the schemas.",
			severity: "error",
			from: { path: "^src/renderer/" },
			to: { path: "^src/contract/(routes|events)[.]ts$", dependencyTypesNot: ["type-only"] },
		},
		packageOnlyIn(
			"electron-in-three-places",
			"Everything else runs, and is tested, in plain Node.",
			["electron", "electron-store", "electron-log"],
			["main/shell/", "main/index[.]ts$", "preload/"],
		),
		packageOnlyIn("undici-in-http", "One client, one set of limits.", ["undici"], ["main/http/"]),
		packageOnlyIn(
			"event-streams-in-http",
			"Streams are read in one place.",
			["eventsource-parser"],
			["main/http/"],
		),
		packageOnlyIn(
			"signing-in-buckets",
			"Requests to buckets are signed in one room.",
			["@smithy"],
			["main/buckets/"],
		),
		packageOnlyIn(
			"vips-in-imaging",
			"Hostile bytes are decoded in one room.",
			["wasm-vips"],
			["main/imaging/"],
		),
		packageOnlyIn(
			"react-in-renderer",
			"No React outside the window.",
			["react", "react-dom", "zustand"],
			["renderer/"],
		),
		{
			name: "sqlite-in-store",
			comment: "SQL stays in store.",
			severity: "error",
			from: { path: "^src/", pathNot: "^src/main/store/" },
			to: { path: "^(node:)?sqlite$" },
		},
		{
			name: "no-node-in-contract-or-window",
			comment: "The contract and the window run without Node.",
			severity: "error",
			from: { path: "^src/(contract|renderer)/" },
			to: { dependencyTypes: ["core"] },
		},
	],
	options: {
		doNotFollow: { path: "node_modules" },
		tsPreCompilationDeps: true,
		parser: "swc",
		enhancedResolveOptions: {
			extensions: [".ts", ".tsx", ".mjs", ".js"],
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default"],
		},
	},
};
