import { create } from "zustand";

/** Something that went out of the window without a trace in it. */
export type OutNews =
	| { readonly kind: "prompt-copied" | "recipe-copied" }
	| { readonly kind: "sent-to-eagle"; readonly count: number };

/** The latest of it, said by whoever draws; each is a new object. */
export const useOutNews = create<{ readonly news: OutNews | undefined }>()(() => ({
	news: undefined,
}));

export function tellOutNews(news: OutNews): void {
	useOutNews.setState({ news });
}
