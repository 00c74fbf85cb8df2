package org.sgvae.cli.terminal;

import java.util.stream.Collectors;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.GraphFamily;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The families of graphs that {@code --data} knows, as the help lists them. */
public final class FamilyTable {
    private static final String INDENT = "      ";
    private static final int WIDTH = 79; // and a space before the next word

    private FamilyTable() {}

    /** Adds the list to a command's help, above its footer; it is made when the help is shown. */
    public static void addTo(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, help -> text());
    }

    private static String text() {
        return String.format("%nData: ten graphs of each number of nodes from MIN to MAX, or N alone. After a%n"
                        + "comma come options: count=K, that many graphs in all; seed=S, for what is%n"
                        + "random, 1 if not given; and those below.%n")
                + DataSets.families().stream().map(FamilyTable::entry).collect(Collectors.joining());
    }

    private static String entry(GraphFamily family) {
        return String.format("  %s%n%s", family.form(), wrapped(family.description()));
    }

    /** The words of a text in lines of at most 80 characters, each indented. */
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                lines.append(line).append(System.lineSeparator());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? INDENT : " ").append(word);
        }
        return lines.append(line).append(System.lineSeparator()).toString();
    }
}
