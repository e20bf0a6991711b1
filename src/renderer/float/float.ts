import "../bridge/zod-without-eval.ts";
import "../styles/index.css";
import { startFloat } from "./start-float.tsx";

void startFloat();
