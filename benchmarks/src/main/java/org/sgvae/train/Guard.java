package org.sgvae.train;

import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.sgvae.graph.data.DataSets;
import org.sgvae.kernel.KernelChoice;
import org.sgvae.parallel.Workers;

/**
 * Has training become slower? In about a minute: measures how long an epoch takes in units of {@link Reference}, fixed code in
 * the same process, and fails if that is more than a quarter above the committed figure.
 *
 * <p>Machines are shared and clocks change. So the time is what the thread spent on a processor; epoch and reference take turns,
 * each epoch is divided by the references next to it, and the median counts; and what fails is measured again, twice.
 *
 * <pre>{@code java --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar org.sgvae.train.Guard testdata/guard.properties}</pre>
 *
 * <p>With {@code --record} after the file's name the figures are printed as the file would hold them, to be committed where a
 * change of speed is meant.
 */
public final class Guard {
    private static final double ALLOWED = 1.25;
    private static final double WARM_UP_SECONDS = 6;
    private static final double MEASURED_SECONDS = 8;
    private static final List<TrainingBenchmark.Size> SIZES =
            List.of(TrainingBenchmark.Size.PAPER, TrainingBenchmark.Size.MEDIUM);

    private final Reference reference = new Reference();
    private final Map<TrainingBenchmark.Size, Trainer> trainers = new EnumMap<>(TrainingBenchmark.Size.class);

    private Guard(Workers oneThread) throws IOException {
        for (TrainingBenchmark.Size size : SIZES) {
            TrainingConfig config = size.config();
            trainers.put(
                    size, new Trainer(Trainer.freshModel(config), DataSets.parse("cycles:5-14"), config, oneThread));
        }
    }

    /**
     * Measures and compares.
     *
     * @param args the file with the committed figures, and perhaps {@code --record}
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        boolean passed;
        try (Workers oneThread = new Workers(1)) {
            Guard guard = new Guard(oneThread);
            if (args.length > 1 && args[1].equals("--record")) {
                guard.record();
                passed = true;
            } else {
                passed = guard.compare(Path.of(args[0]));
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private void record() {
        System.out.println("machine=" + machine());
        for (TrainingBenchmark.Size size : SIZES) {
            System.out.printf(Locale.ROOT, "%s=%.3f%n", size, epochInReferences(size));
        }
    }

    private boolean compare(Path file) throws IOException {
        Properties committed = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            committed.load(reader);
        }
        if (!machine().equals(committed.getProperty("machine"))) {
            System.out.printf(
                    "guard: nothing compared; the figures are for \"%s\", this is \"%s\"; record some for it%n",
                    committed.getProperty("machine"), machine());
            return true;
        }
        boolean passed = true;
        for (TrainingBenchmark.Size size : SIZES) {
            double expected = Double.parseDouble(committed.getProperty(size.name()));
            passed &= isFastEnough(size, expected) || isFastEnough(size, expected) || isFastEnough(size, expected);
        }
        return passed;
    }

    private boolean isFastEnough(TrainingBenchmark.Size size, double expected) {
        double measured = epochInReferences(size);
        boolean passed = measured <= ALLOWED * expected;
        System.out.printf(
                Locale.ROOT,
                "guard: %s epoch takes %.3f references, committed %.3f, allowed %.3f: %s%n",
                size,
                measured,
                expected,
                ALLOWED * expected,
                passed ? "passed" : "TOO SLOW");
        return passed;
    }

    /** What the ratio of epoch and reference depends on: architecture, kernels, and the vectors that these use. */
    private static String machine() {
        String kernels = KernelChoice.current().kind().name().toLowerCase(Locale.ROOT);
        return System.getProperty("os.arch") + ", " + kernels + ", " + vectors();
    }

    private static String vectors() {
        try {
            Class<?> type = Class.forName("jdk.incubator.vector.DoubleVector");
            return String.valueOf(type.getField("SPECIES_PREFERRED").get(null));
        } catch (ReflectiveOperationException e) {
            return "no vectors"; // the module is not there
        }
    }

    /** The median over many turns. */
    private double epochInReferences(TrainingBenchmark.Size size) {
        Trainer trainer = trainers.get(size);
        for (long start = System.nanoTime(); secondsSince(start) < WARM_UP_SECONDS; ) {
            trainer.trainEpoch();
            reference.run();
        }
        List<Double> ratios = new ArrayList<>();
        double before = secondsOf(reference::run);
        for (long start = System.nanoTime(); secondsSince(start) < MEASURED_SECONDS; ) {
            double epoch = secondsOf(trainer::trainEpoch);
            double after = secondsOf(reference::run);
            ratios.add(2 * epoch / (before + after));
            before = after;
        }
        ratios.sort(null);
        return ratios.get(ratios.size() / 2);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Time that this thread was on a processor. */
    private static double secondsOf(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-9;
    }

    /** A plain product of matrices, in loops that the JIT compiler vectorises by itself. To be left as it is. */
    private static final class Reference {
        private static final int N = 128;
        private static final int TIMES = 30;

        private final double[] a = new double[N * N];
        private final double[] b = new double[N * N];
        private final double[] c = new double[N * N];

        Reference() {
            for (int i = 0; i < N * N; i++) {
                a[i] = 1.0 / (1 + i % 17);
                b[i] = 1.0 / (1 + i % 13);
            }
        }

        void run() {
            for (int time = 0; time < TIMES; time++) {
                for (int i = 0; i < N; i++) {
                    for (int k = 0; k < N; k++) {
                        addScaledRow(a[i * N + k] / TIMES, k * N, i * N);
                    }
                }
            }
        }

        private void addScaledRow(double factor, int from, int to) {
            for (int j = 0; j < N; j++) {
                c[to + j] += factor * b[from + j];
            }
        }
    }
}
