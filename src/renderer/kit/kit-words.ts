import { createContext, use } from "react";

/** The few words that controls say by themselves; the app gives them in the designer's language. */
export type KitWords = {
	readonly close: string;
	readonly increase: string;
	readonly decrease: string;
	readonly notifications: string;
};

export const KitWordsContext = createContext<KitWords>({
	close: "Close",
	increase: "Increase",
	decrease: "Decrease",
	notifications: "Notifications",
});

export function useKitWords(): KitWords {
	return use(KitWordsContext);
}
