package org.sgvae.gnn;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sgvae.kernel.KernelChoice;

/**
 * Has propagation become slower? Runs {@link PropagationBenchmark} and compares propagation, forward and with gradients,
 * with the matrix products that it consists of, computed by the same kernels in the same run: processor and load act on
 * both, and the ratio of their median times is a property of the code. Fails if a ratio is more than a quarter above the committed one,
 * or if there is nothing to compare.
 *
 * <p>What fails is measured again, up to five times, and the best ratio counts: load that comes and goes does not come
 * every time between the same two benchmarks. A pass takes about 20 seconds.
 *
 * <pre>{@code java -Xbatch --add-modules jdk.incubator.vector -cp benchmarks/target/benchmarks.jar org.sgvae.gnn.Guard testdata/guard.properties}</pre>
 *
 * <p>With {@code --record} after the file's name the ratios are printed as the file would hold them, to be committed where
 * a change of speed is meant.
 */
public final class Guard {
    private static final double ALLOWED = 1.25;
    private static final int ATTEMPTS = 5;

    /** Benchmarks and what each is divided by. */
    private static final Map<String, String> REFERENCES = new LinkedHashMap<>();

    static {
        REFERENCES.put("forward", "products");
        REFERENCES.put("forwardAndBackward", "productsWithGradients");
    }

    private Guard() {}

    /**
     * Measures and compares.
     *
     * @param args the file with the committed ratios, and perhaps {@code --record}
     * @throws IOException if the file cannot be read
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws IOException, RunnerException {
        String kernels = KernelChoice.current().kind().name().toLowerCase(Locale.ROOT);
        if (args.length > 1 && args[1].equals("--record")) {
            ratios().forEach((name, ratio) -> System.out.printf(Locale.ROOT, "%s.%s=%.2f%n", kernels, name, ratio));
            return;
        }
        Properties committed = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            committed.load(reader);
        }
        Map<String, Double> best = new LinkedHashMap<>();
        boolean passed = false;
        for (int attempt = 0; attempt < ATTEMPTS && !passed; attempt++) {
            ratios().forEach((name, ratio) -> best.merge(name, ratio, Math::min));
            passed = true;
            for (Map.Entry<String, Double> ratio : best.entrySet()) {
                passed &= isFastEnough(kernels + "." + ratio.getKey(), ratio.getValue(), committed);
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static boolean isFastEnough(String name, double measured, Properties committed) {
        String text = committed.getProperty(name);
        if (text == null) {
            System.out.println("guard: no ratio is committed for " + name + "; record one");
            return false;
        }
        double allowed = ALLOWED * Double.parseDouble(text);
        boolean passed = measured <= allowed;
        System.out.printf(
                Locale.ROOT,
                "guard: %s takes %.2f times as long as its matrix products, committed %s, allowed %.2f: %s%n",
                name,
                measured,
                text,
                allowed,
                passed ? "passed" : "TOO SLOW");
        return passed;
    }

    /** How many times as long as its reference each benchmark takes. */
    private static Map<String, Double> ratios() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        REFERENCES.forEach((name, reference) -> options.include(pattern(name)).include(pattern(reference)));
        Collection<RunResult> results = new Runner(options.param("size", PropagationBenchmark.Size.D16_M32.name())
                        .mode(Mode.SampleTime) // its median does not see when the thread had to wait
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(2))
                        .forks(0) // this JVM: what one attempt has compiled is compiled for the next
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Double> medians = new HashMap<>();
        for (RunResult result : results) {
            medians.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        Map<String, Double> ratios = new LinkedHashMap<>();
        REFERENCES.forEach((name, reference) -> ratios.put(name, medians.get(name) / medians.get(reference)));
        return ratios;
    }

    private static String pattern(String method) {
        return PropagationBenchmark.class.getName().replace(".", "\\.") + "\\." + method + "$";
    }
}
