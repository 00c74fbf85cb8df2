package org.sgvae.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.DataSets;
import org.sgvae.objective.Bound;
import org.sgvae.optim.Schedule;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the presets say, as a table at the end of {@code train --help}: computed, so that each default is stated once, in code. */
final class PresetTable {
    private static final String NOT_APPLICABLE = "-";

    private final TextTable table = new TextTable("l" + "r".repeat(Preset.values().length));
    private final List<TrainingConfig> configs;

    private PresetTable(DataSet data) {
        configs = Arrays.stream(Preset.values())
                .map(preset -> preset.configFor(data))
                .toList();
        row("option", Arrays.stream(Preset.values()).map(Preset::toString));
    }

    /** Adds the table to a command's help; it is computed when the help is shown. */
    static void addTo(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> help.footer() + text());
    }

    private static String text() {
        try {
            PresetTable presets = new PresetTable(DataSets.parse(DataSets.REFERENCE));
            presets.addRows();
            return String.format("%nPresets, for %s:%n%s", DataSets.REFERENCE, presets.table);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not for data without a file
        }
    }

    private void addRows() {
        number("--epochs", TrainingConfig::epochs);
        number("--node-dim", config -> config.model().nodeDim());
        number("--message-dim", config -> config.model().messageDim());
        number("--graph-dim", config -> config.model().graphDim());
        number("--rounds", config -> config.model().rounds());
        sgvae("--latent-dim", SgvaeConfig::latentDim);
        sgvae("--removal", SgvaeConfig::removal);
        sgvae("--edges", SgvaeConfig::edges);
        row(
                "--node-order",
                config -> config.model() instanceof SggnConfig sggn ? shown(sggn.nodeOrder()) : NOT_APPLICABLE);
        number("--orderings", TrainingConfig::orderings);
        number("--batch", TrainingConfig::batchGraphs);
        row("--learning-rate", config -> config.learningRate().toString());
        number("--clip", TrainingConfig::clipNorm);
        number("--weight-decay", TrainingConfig::weightDecay);
        number("--destructor-rate", config -> config.propagationRates().destructor());
        number("--constructor-rate", config -> config.propagationRates().constructor());
        number("--memory", config -> config.encoderStart().longestMemory());
        number("--log-std", config -> config.encoderStart().logStd());
        schedule("--free-bits", Bound::freeBits);
        schedule("--kl-weight", Bound::klWeight);
        schedule("--ordering-weight", Bound::orderingWeight);
        schedule("--mmd-weight", Bound::mmdWeight);
        schedule("--replay-weight", Bound::replayWeight);
        row("--estimator", config -> config.estimator().toString());
    }

    private void row(String option, Stream<String> values) {
        table.row(Stream.concat(Stream.of("  " + option), values).toArray(String[]::new));
    }

    private void row(String option, Function<TrainingConfig, String> value) {
        row(option, configs.stream().map(value));
    }

    private void sgvae(String option, Function<SgvaeConfig, Object> value) {
        row(option, config -> config.model() instanceof SgvaeConfig sgvae ? shown(value.apply(sgvae)) : NOT_APPLICABLE);
    }

    private static String shown(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private void number(String option, Function<TrainingConfig, Number> value) {
        row(option, config -> TextTable.number(value.apply(config).doubleValue()));
    }

    private void bound(String option, Function<Bound, String> value) {
        row(
                option,
                config -> config.objective() instanceof Bound bound && config.model() instanceof SgvaeConfig
                        ? value.apply(bound)
                        : NOT_APPLICABLE);
    }

    private void schedule(String option, Function<Bound, Schedule> value) {
        bound(option, bound -> value.apply(bound).toString());
    }
}
