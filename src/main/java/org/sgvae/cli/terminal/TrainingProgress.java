package org.sgvae.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import org.sgvae.model.ModelConfig;
import org.sgvae.train.EpochMetrics;

/** The line that shows how training goes: rewritten in place on a terminal, otherwise printed now and then. */
public final class TrainingProgress {
    private static final double SECONDS_BETWEEN_LINES = 10;

    /** Back to the left, and no wrapping: what does not fit into the window is cut off. */
    private static final String REWRITE = "\r\u001b[?7l";

    private static final String REWRITTEN = "\u001b[K\u001b[?7h";

    private final PrintWriter out;
    private final boolean terminal;
    private final String name;
    private final int epochs;
    private final long start = System.nanoTime();
    private double lastLine = Double.NEGATIVE_INFINITY;

    /** For a run that has the terminal, if it is one, to itself. */
    public TrainingProgress(PrintWriter out, boolean terminal, int epochs) {
        this(out, terminal, "", epochs);
    }

    /** For a run beside others: nothing is rewritten, and each line begins with its name. */
    public TrainingProgress(PrintWriter out, String name, int epochs) {
        this(out, false, name + ": ", epochs);
    }

    private TrainingProgress(PrintWriter out, boolean terminal, String name, int epochs) {
        this.out = out;
        this.terminal = terminal;
        this.name = name;
        this.epochs = epochs;
    }

    /** Shows an epoch, with the last evaluation's share of samples that are valid and in range. */
    void show(EpochMetrics metrics, ModelConfig model, OptionalDouble validInRange) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (terminal) {
            out.print(REWRITE + line(metrics, model, validInRange, seconds) + REWRITTEN);
            out.flush();
        } else if (metrics.epoch() == epochs || seconds - lastLine >= SECONDS_BETWEEN_LINES) {
            out.println(line(metrics, model, validInRange, seconds));
            lastLine = seconds;
        }
    }

    private String line(EpochMetrics metrics, ModelConfig model, OptionalDouble validInRange, double seconds) {
        boolean point = !model.hasBound();
        String divergence = model.latentDim() == 0
                ? ""
                : String.format(Locale.ROOT, ", %s %.3f", point ? "logPz" : "kl", point ? -metrics.kl() : metrics.kl());
        String terms = String.format(
                Locale.ROOT,
                "%s %.3f, reconstruction %.3f%s, logQOrder %.3f nats",
                point ? "surrogate" : "elboG",
                point ? -metrics.bound() : metrics.bound(),
                metrics.reconstruction(),
                divergence,
                metrics.logQOrder());
        String valid = validInRange.isPresent()
                ? String.format(Locale.ROOT, ", valid and in range %.1f %%", 100 * validInRange.getAsDouble())
                : "";
        long left = Math.round(seconds / metrics.epoch() * (epochs - metrics.epoch()));
        return String.format(
                Locale.ROOT,
                "%sepoch %d/%d: %s%s, %.0f graphs/s, %d:%02d left",
                name,
                metrics.epoch(),
                epochs,
                terms,
                valid,
                metrics.graphsPerSecond(),
                left / 60,
                left % 60);
    }

    /** Leaves the line as it is; what is printed next begins below it. */
    public void end() {
        if (terminal) {
            out.println();
        }
    }
}
