package org.sgvae.report.comparison;

import static org.sgvae.report.comparison.ComparedMeasure.CLUSTERING;
import static org.sgvae.report.comparison.ComparedMeasure.CLUSTERING_FLOOR;
import static org.sgvae.report.comparison.ComparedMeasure.DEGREE;
import static org.sgvae.report.comparison.ComparedMeasure.DEGREE_FLOOR;
import static org.sgvae.report.comparison.ComparedMeasure.EFFECTIVE_SAMPLES;
import static org.sgvae.report.comparison.ComparedMeasure.EPOCHS;
import static org.sgvae.report.comparison.ComparedMeasure.NLL;
import static org.sgvae.report.comparison.ComparedMeasure.NLL_GRAPHS;
import static org.sgvae.report.comparison.ComparedMeasure.NLL_WITHOUT_MASS;
import static org.sgvae.report.comparison.ComparedMeasure.NLL_WITH_MASS;
import static org.sgvae.report.comparison.ComparedMeasure.NOVEL;
import static org.sgvae.report.comparison.ComparedMeasure.ORBIT;
import static org.sgvae.report.comparison.ComparedMeasure.ORBIT_FLOOR;
import static org.sgvae.report.comparison.ComparedMeasure.REGRET;
import static org.sgvae.report.comparison.ComparedMeasure.REGRET_GRAPHS;
import static org.sgvae.report.comparison.ComparedMeasure.REGRET_WITHOUT_MASS;
import static org.sgvae.report.comparison.ComparedMeasure.REGRET_WITH_MASS;
import static org.sgvae.report.comparison.ComparedMeasure.SECONDS;
import static org.sgvae.report.comparison.ComparedMeasure.UNIQUE;
import static org.sgvae.report.comparison.ComparedMeasure.VALID;
import static org.sgvae.report.comparison.ComparedMeasure.WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sgvae.report.comparison.Comparison.Row;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.reproduction.ReproductionTable;
import org.sgvae.statistics.Estimate;

/** A {@link Comparison} as Markdown and as CSV. */
final class ComparisonTable {
    private static final List<ComparedMeasure> SHOWN = List.of(
            REGRET, NLL, EFFECTIVE_SAMPLES, VALID, UNIQUE, NOVEL, DEGREE, CLUSTERING, ORBIT, SECONDS, EPOCHS, WEIGHTS);

    private static final Map<ComparedMeasure, ComparedMeasure> FLOORS =
            Map.of(DEGREE, DEGREE_FLOOR, CLUSTERING, CLUSTERING_FLOOR, ORBIT, ORBIT_FLOOR);

    /** A measure that is infinite where graphs have no mass under the model: over the others, how many have none, of how many. */
    private record Infinite(ComparedMeasure withMass, ComparedMeasure withoutMass, ComparedMeasure graphs) {}

    private static final Map<ComparedMeasure, Infinite> INFINITE = Map.of(
            REGRET, new Infinite(REGRET_WITH_MASS, REGRET_WITHOUT_MASS, REGRET_GRAPHS),
            NLL, new Infinite(NLL_WITH_MASS, NLL_WITHOUT_MASS, NLL_GRAPHS));

    private static final String NOTES = """
            Means over seeds ± s/√seeds; with one seed ± the error of its own random draws. Regret is the mean of log
            p_true(G) − log p(G) over fresh graphs, where the family of the data has known probabilities. −log p(G),
            of the unlabelled graph, is the mean over held-out graphs, or over the training graphs if none were held
            out. Both are in nats, by importance sampling; for a model with codes, every second code is from the
            prior. Where the model cannot make some of these graphs, as one with fewer slots than a graph has nodes, both
            are infinite: the cell has how many of them have no mass, and the mean over the others. Effective samples: the least of all graphs, of the regret where there is one; where it is a few,
            both numbers are too high. Likelihood: an unbiased estimate of p(G) makes −log p(G) high on average, by
            less the more samples there are; a bound stays above it. MMD: rooted, of samples and held-out graphs, or
            training graphs if none were held out; in brackets the floor, that of training and held-out graphs.
            Seconds: processor time of the training steps.
            """;

    private ComparisonTable() {}

    static String toMarkdown(Comparison comparison, List<String> problems) {
        List<String> lines = new ArrayList<>();
        lines.add("| data | model | seeds | likelihood | "
                + SHOWN.stream().map(ComparedMeasure::label).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|---|---:|---|" + "---:|".repeat(SHOWN.size()));
        for (Row row : comparison.rows()) {
            lines.add("| " + row.data() + " | " + row.preset() + " | "
                    + row.runs().size() + " | " + row.likelihood()
                    + " | "
                    + SHOWN.stream().map(measure -> cell(row, measure)).collect(Collectors.joining(" | ")) + " |");
        }
        lines.add("");
        problems.forEach(problem -> lines.add("- not in the table: " + problem));
        return String.join("\n", lines) + "\n" + NOTES;
    }

    private static String cell(Row row, ComparedMeasure measure) {
        Infinite infinite = INFINITE.get(measure);
        if (infinite != null && row.measure(infinite.withoutMass()).stream().anyMatch(count -> count.value() > 0)) {
            return "∞: no mass: " + shown(row, infinite.withoutMass()) + " of " + shown(row, infinite.graphs())
                    + " graphs; others " + shown(row, infinite.withMass());
        }
        String own = shown(row, measure);
        ComparedMeasure floor = FLOORS.get(measure);
        return floor == null || row.measure(floor).isEmpty() ? own : own + " (" + shown(row, floor) + ")";
    }

    private static String shown(Row row, ComparedMeasure measure) {
        return ReproductionTable.shown(row.measure(measure), measure.digits());
    }

    /** A row for each data and preset, each measure as value and standard error. */
    static CsvTable toCsv(Comparison comparison) {
        List<String> header = new ArrayList<>(List.of("data", "preset", "seeds", "likelihood"));
        for (ComparedMeasure measure : ComparedMeasure.values()) {
            header.add(measure.key());
            header.add(measure.key() + "StdErr");
        }
        CsvTable csv = new CsvTable(header.toArray(String[]::new));
        for (Row row : comparison.rows()) {
            List<Object> cells =
                    new ArrayList<>(List.of(row.data(), row.preset(), row.runs().size(), row.likelihood()));
            for (ComparedMeasure measure : ComparedMeasure.values()) {
                cells.add(row.measure(measure).map(Estimate::value).orElse(Double.NaN));
                cells.add(row.measure(measure).map(Estimate::standardError).orElse(Double.NaN));
            }
            csv.add(cells.toArray());
        }
        return csv;
    }
}
