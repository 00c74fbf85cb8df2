package org.sgvae.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.sgvae.io.AtomicFile;
import org.sgvae.io.Directories;
import org.sgvae.json.JsonValue;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;

/** The report of one or several runs: a page and its figures. */
public final class RunReport {
    private final List<ReportRun> runs;

    private RunReport(List<ReportRun> runs) {
        this.runs = runs;
    }

    /**
     * Reads runs.
     *
     * @param directories run directories, at least one; details are of the first
     * @return their report
     * @throws IOException if a file is missing or cannot be read
     */
    public static RunReport of(List<Path> directories) throws IOException {
        List<ReportRun> runs = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Path directory : directories) {
            Path end = directory.toAbsolutePath().normalize().getFileName();
            String name = end == null ? "run" : end.toString();
            while (!names.add(name)) {
                name += "'";
            }
            runs.add(ReportRun.read(name, directory));
        }
        return new RunReport(runs);
    }

    /**
     * Measures, draws and writes {@code index.html} and all figures.
     *
     * @param directory where to; made if need be
     * @param workers threads to use
     * @return the page
     * @throws IOException if a file cannot be written
     */
    public Path write(Path directory, Workers workers) throws IOException {
        Directories.create(directory);
        SamplesSection samples = new SamplesSection(runs);
        List<ReportSection> sections = sections(samples, workers);
        ReportRun first = runs.get(0);
        List<JsonValue> walks = WalkData.of(first);
        for (ReportSection section : sections) {
            for (ReportFigure figure : section.figures()) {
                figure.write(directory);
            }
        }
        Path page = directory.resolve("index.html");
        AtomicFile.write(page, new ReportPage(facts(samples), sections, walks, WalkData.whyNone(first)).html());
        return page;
    }

    /** All sections, in the order of the page. */
    List<ReportSection> sections(SamplesSection samples, Workers workers) throws IOException {
        ReportRun first = runs.get(0);
        List<ReportSection> sections = new ArrayList<>();
        sections.add(new MetricsSection(runs).section());
        sections.add(samples.section());
        if (first.withCode().isPresent()) {
            LatentModel model = first.withCode().get();
            LatentSection latent = new LatentSection(first, model, workers);
            sections.add(latent.section());
            PaperSection.of(first, latent.line()).ifPresent(sections::add);
            sections.add(new RebuiltSection(first, model).section());
            if (model.config().learnsOrder()) {
                sections.add(new OrderingSection(first, model).section());
            }
        }
        new BenchSection(first.path()).section().ifPresent(sections::add);
        return sections;
    }

    List<ReportRun> runs() {
        return runs;
    }

    /** A row for each measure, a column for each run. */
    private List<List<String>> facts(SamplesSection samples) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", ReportRun::name));
        rows.add(row("data", run -> run.data().toString()));
        rows.add(row(
                "model",
                run -> run.modelName() + ", "
                        + run.model().parameters().count() + " weights, code of "
                        + run.model().config().latentDim()));
        rows.add(row("epochs", run -> Integer.toString(run.metrics().size())));
        rows.add(row("valid samples here", run -> String.format(Locale.ROOT, "%.1f %%", 100 * samples.valid(run))));
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.evaluation().keySet()));
        for (String key : keys) {
            rows.add(row(
                    "evaluation: " + key,
                    run -> run.evaluation().containsKey(key)
                            ? String.format(
                                    Locale.ROOT, "%.5g", run.evaluation().get(key))
                            : ""));
        }
        return rows;
    }

    private List<String> row(String name, Function<ReportRun, String> value) {
        List<String> row = new ArrayList<>(List.of(name));
        runs.forEach(run -> row.add(value.apply(run)));
        return row;
    }
}
