package org.sgvae.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sgvae.cli.option.TrainingOptions;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.train.ConfigText;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;
import org.sgvae.train.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the presets say, as a table at the end of {@code train --help}: computed, so that each default is stated once,
 * in code.
 */
public final class PresetTable {
    private static final List<String> SHOWN = List.of("cycles", "paper", "sggn"); // more do not fit a terminal
    private static final String NOT_APPLICABLE = "-";
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d+\\.\\d{4,}");

    private PresetTable() {}

    /** Adds the table to a command's help; it is computed when the help is shown. */
    public static void addTo(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> help.footer() + text());
    }

    private static String text() {
        try {
            DataSet data = DataSets.parse(DataSets.REFERENCE);
            List<Preset> presets = SHOWN.stream().map(Kinds::preset).toList();
            List<TrainingConfig> configs = presets.stream()
                    .map(preset -> preset.configFor().apply(data))
                    .toList();
            TextTable names = new TextTable("ll");
            Kinds.presets().forEach(preset -> names.row("  " + preset.name(), preset.description()));
            TextTable table = new TextTable("l" + "r".repeat(presets.size()));
            table.row(cells("option", presets.stream().map(Preset::name)));
            for (TrainingOptions.Setting setting : TrainingOptions.SETTINGS) {
                table.row(cells(
                        setting.option(),
                        configs.stream()
                                .map(config -> rounded(
                                        ConfigText.get(config, setting.path()).orElse(NOT_APPLICABLE)))));
            }
            return String.format(
                    "%nPresets:%n%s%nValues of some, for %s (config.json of a run has all):%n%s",
                    names, DataSets.REFERENCE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not for data without a file
        }
    }

    private static String[] cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toArray(String[]::new);
    }

    /** With at most three digits after the points, so that the table is not too wide. */
    private static String rounded(String value) {
        return LONG_NUMBER
                .matcher(value)
                .replaceAll(number -> String.format(Locale.ROOT, "%.3f", Double.parseDouble(number.group())));
    }
}
