import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { type Bridge, CHANNEL } from "../contract/bridge.ts";

const bridge: Bridge = {
	call: (name, input) => ipcRenderer.invoke(CHANNEL.call, name, input),
	on: (listener) => {
		// The event object stays on this side: it holds the sender.
		const forward = (_: IpcRendererEvent, name: string, payload: unknown) =>
			listener(name, payload);
		ipcRenderer.on(CHANNEL.event, forward);
		return () => {
			ipcRenderer.off(CHANNEL.event, forward);
		};
	},
	pathOfFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ""),
};

contextBridge.exposeInMainWorld("seedcase", bridge);
