type Palette = readonly [string, ...string[]];

/** For prompts without references; the most important colour first. */
export const builtInPalettes: readonly [Palette, ...Palette[]] = [
	// Terracotta and teal
	["#c8553d", "#f3e9dc", "#e2b48c", "#588b8b", "#2d3142"],
	// Coast in the morning
	["#5e8d83", "#f6f1e7", "#a7c4bc", "#e8a87c", "#2f4b56"],
	// Faded rose
	["#f28482", "#f7ede2", "#f5cac3", "#84a59d", "#3d405b"],
	// Ochre and forest
	["#e0a526", "#f4ecd8", "#b5651d", "#6a7b4f", "#20302b"],
	// Clear night
	["#1b2a49", "#23395b", "#406e8e", "#8ea8c3", "#f2c14e", "#f7e7ce"],
	// Blossom
	["#d9818f", "#fbf3f0", "#f2c6c9", "#7a9e87", "#33443c"],
	// Citrus and petrol
	["#f7934c", "#fff3dc", "#ffc15e", "#3f7f8c", "#1f4e5f"],
	// Northern light
	["#52616b", "#eef1f2", "#c9d6df", "#f05454", "#1e2022"],
	// Olive grove
	["#588157", "#f5f0e1", "#ccd5ae", "#a3b18a", "#bc6c25", "#344e41"],
	// Indigo dye
	["#3b4a8c", "#f4f1ea", "#d9cfc1", "#7d8cc4", "#e27d60", "#1b1f3b"],
	// Desert dusk
	["#3a2a4d", "#5b3a5e", "#a4506c", "#e08e6d", "#f5cd9b", "#fbeedb"],
	// Moss and stone
	["#7a8471", "#eeeae0", "#c2bfae", "#a2704a", "#3c4a3e"],
];
