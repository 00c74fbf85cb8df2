package org.sgvae.report.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.statistics.Estimate;

/** The contenders beside the paper, as Markdown and as CSV. */
public final class ReproductionTable {
    private final Reproduction reproduction;
    private final List<Measure> measures;

    /**
     * Makes the tables.
     *
     * @param reproduction all runs
     */
    public ReproductionTable(Reproduction reproduction) {
        this.reproduction = reproduction;
        measures = Measure.all(reproduction.data());
    }

    /** {@return a line for each measure, with a column for the paper and one for each contender} */
    public String toMarkdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| | paper | "
                + Arrays.stream(Contender.values()).map(Contender::label).collect(Collectors.joining(" | "))
                + " | what may be compared |");
        lines.add("|---|---|" + "---:|".repeat(Contender.values().length) + "---|");
        for (Measure measure : measures) {
            String ours = Arrays.stream(Contender.values())
                    .map(contender -> shown(reproduction.measure(contender, measure.value()), measure.digits()))
                    .collect(Collectors.joining(" | "));
            lines.add("| " + measure.name() + " | " + measure.paper() + " | " + ours + " | " + measure.comparable()
                    + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    /** {@return the header and a row for each measure: its name, and a cell for each contender} */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(""));
        Arrays.stream(Contender.values()).map(Contender::label).forEach(header::add);
        rows.add(header);
        for (Measure measure : measures) {
            List<String> row = new ArrayList<>(List.of(measure.name()));
            for (Contender contender : Contender.values()) {
                row.add(shown(reproduction.measure(contender, measure.value()), measure.digits()));
            }
            rows.add(row);
        }
        return rows;
    }

    /** {@return the same as values and errors} */
    public CsvTable toCsv() {
        List<String> header = new ArrayList<>(List.of("measure", "paper"));
        for (Contender contender : Contender.values()) {
            header.add(contender.label());
            header.add(contender.label() + ", standard error");
            header.add(contender.label() + ", seeds");
        }
        header.add("what may be compared");
        CsvTable csv = new CsvTable(header.toArray(String[]::new));
        for (Measure measure : measures) {
            List<Object> row = new ArrayList<>(List.of(measure.name(), measure.paper()));
            for (Contender contender : Contender.values()) {
                Optional<Estimate> estimate = reproduction.measure(contender, measure.value());
                row.add(estimate.map(Estimate::value).orElse(Double.NaN));
                row.add(estimate.map(Estimate::standardError).orElse(Double.NaN));
                row.add(reproduction.of(contender).stream()
                        .filter(run -> measure.value().apply(run).isPresent())
                        .count());
            }
            row.add(measure.comparable());
            csv.add(row.toArray());
        }
        return csv;
    }

    /** {@return every measure of every run, a line each} */
    public CsvTable runs() {
        CsvTable csv = new CsvTable("model", "seed", "measure", "value", "standard error");
        for (ReproducedRun run : reproduction.runs()) {
            for (Measure measure : measures) {
                measure.value()
                        .apply(run)
                        .ifPresent(estimate -> csv.add(
                                run.contender().label(),
                                run.seed(),
                                measure.name(),
                                estimate.value(),
                                estimate.standardError()));
            }
        }
        return csv;
    }

    public static String shown(Optional<Estimate> estimate, int digits) {
        if (estimate.isEmpty() || !Double.isFinite(estimate.get().value())) {
            return "–";
        }
        double error = estimate.get().standardError();
        String value = number(estimate.get().value(), digits);
        return Double.isFinite(error) && error > 0 ? value + " ± " + number(error, digits) : value;
    }

    private static String number(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
}
