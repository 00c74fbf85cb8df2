package org.sgvae.cli;

import java.util.stream.Collectors;
import org.sgvae.graph.DataSets;
import org.sgvae.graph.GraphFamily;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The families of graphs that {@code --data} knows, as the help lists them. */
final class FamilyTable {
    private FamilyTable() {}

    /** Adds the list to a command's help, above its footer; it is made when the help is shown. */
    static void addTo(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, help -> text());
    }

    private static String text() {
        return String.format(
                        "%nData: ten graphs of each number of nodes from MIN to MAX, or N alone. After a comma come options:%n"
                                + "count=K, that many graphs in all; seed=S, for what is random, 1 if not given; and those below.%n")
                + DataSets.families().stream().map(FamilyTable::entry).collect(Collectors.joining());
    }

    private static String entry(GraphFamily family) {
        return String.format("  %s%n      %s%n", family.form(), family.description());
    }
}
