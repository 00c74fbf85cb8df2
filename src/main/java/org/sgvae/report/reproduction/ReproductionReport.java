package org.sgvae.report.reproduction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.sgvae.io.AtomicFile;

/** All tables and figures of a reproduction. */
public final class ReproductionReport {
    private final Reproduction reproduction;

    /**
     * Makes the report.
     *
     * @param reproduction all runs
     */
    public ReproductionReport(Reproduction reproduction) {
        this.reproduction = reproduction;
    }

    /**
     * Writes it.
     *
     * @param directory where to
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory) throws IOException {
        ObjectiveFigure objective = new ObjectiveFigure(reproduction);
        CodesFigure codes = new CodesFigure(reproduction);
        List<AxisRun> all = reproduction.axes(Integer.MAX_VALUE, Contender.values());
        AxisFigure shown =
                new AxisFigure(reproduction.data(), reproduction.axes(1, Contender.PAPER, Contender.DEFAULT));
        AxisFigure everySeed = new AxisFigure(
                reproduction.data(), reproduction.axes(Integer.MAX_VALUE, Contender.PAPER, Contender.DEFAULT));
        ReproductionTable table = new ReproductionTable(reproduction);
        objective.figure().write(directory, "figure-1");
        codes.figure().write(directory, "figure-2");
        shown.cumulative().write(directory, "figure-3");
        everySeed.meanLengths().write(directory, "table-1");
        AtomicFile.write(directory.resolve("figure-1.csv"), objective.toCsv().toString());
        AtomicFile.write(directory.resolve("figure-2.csv"), codes.toCsv().toString());
        AtomicFile.write(
                directory.resolve("figure-3.csv"),
                AxisTable.lengths(reproduction.data(), all).toString());
        AtomicFile.write(directory.resolve("table-1.csv"), AxisTable.toCsv(all).toString());
        AtomicFile.write(directory.resolve("table.csv"), table.toCsv().toString());
        AtomicFile.write(directory.resolve("runs.csv"), table.runs().toString());
        AtomicFile.write(directory.resolve("report.md"), text(table));
    }

    private String text(ReproductionTable table) {
        long seeds =
                reproduction.runs().stream().map(ReproducedRun::seed).distinct().count();
        String problems = reproduction.problems().stream()
                .map(problem -> "- not in the table: " + problem + "\n")
                .collect(Collectors.joining());
        return """
                # The paper's experiments, again

                Data: %s, %d graphs. %s Each model is measured on %d samples from the prior.

                %s
                %s
                “Frozen” is the paper preset with the weights of messages and of the GRU left as they were initialised: in the paper's own program
                the optimiser never saw them.

                ## Figure 1: objective and valid samples by epoch

                A line for each seed. The two objectives are different quantities: compare their courses, not their heights. The axes of the
                objectives leave out the highest 3 %% of all values, the first epochs.

                ![Figure 1](figure-1.svg)

                ## Figure 2: 40 codes for each length

                Colours are lengths. Of a Gaussian posterior the means are shown. t-SNE is exact, of perplexity 30; its distances between
                clusters mean nothing. The first seed.

                ![Figure 2](figure-2.svg)

                ## Figure 3 and Table 1: graphs built along the first principal axis of the codes

                Ten points at equal distances from the least to the greatest coordinate of all codes; at each 1000 graphs from its own code; ± is
                s/√n, n being the number of valid graphs. The paper's ten means come from one code, and its printed errors are s/N; what stands here
                is about 16 times as much.

                %s
                ![Table 1](table-1.svg)

                ![Figure 3](figure-3.svg)
                """.formatted(
                        reproduction.data().name(),
                        reproduction.data().graphs().size(),
                        seeds > 1
                                ? "Means over " + seeds + " seeds ± their standard error, s/√" + seeds + "."
                                : "One seed ± the standard error of its own random draws; how seeds differ is not known.",
                        reproduction.samples(),
                        table.toMarkdown(),
                        problems,
                        AxisTable.toMarkdown(reproduction.axes(1, Contender.values())));
    }
}
