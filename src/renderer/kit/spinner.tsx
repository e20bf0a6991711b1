import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";

/** Long enough that quick things never flicker. */
const PATIENCE_MS = 300;

/** Says that something goes on, once it has gone on for 300 ms. Always beside a way out. */
export function Spinner({
	label,
	size = 16,
	className,
}: {
	readonly label: string;
	readonly size?: number;
	readonly className?: string;
}) {
	const [shown, setShown] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setShown(true), PATIENCE_MS);
		return () => clearTimeout(timer);
	}, []);
	return (
		<span role="status" className={clsx("inline-flex text-text-2", className)}>
			{shown ? (
				<>
					<LoaderCircle aria-hidden size={size} className="animate-spin" />
					<span className="sr-only">{label}</span>
				</>
			) : (
				<span style={{ width: size, height: size }} />
			)}
		</span>
	);
}
