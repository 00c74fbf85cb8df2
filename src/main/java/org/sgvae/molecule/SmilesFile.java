package org.sgvae.molecule;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;

/**
 * The molecules of a {@code .smi} file: on every line a SMILES and, after white space, a name. Lines that cannot be
 * graphs are left out and counted; blank lines are skipped.
 *
 * @param data the molecules that can be graphs, in the order of the file
 * @param legend what their types mean
 * @param omissions what is not in them
 */
public record SmilesFile(DataSet data, Legend legend, Omissions omissions) {
    /** The ending of file names. */
    public static final String EXTENSION = ".smi";

    /**
     * Whether a name is that of such a file.
     *
     * @param name a file or another specification of data
     * @return true if it ends in {@value #EXTENSION}
     */
    public static boolean isNamed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    /**
     * Reads a file; its elements and bonds make the legend.
     *
     * @param file the file, UTF-8 or ASCII
     * @return its molecules
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if none of its lines can be a graph
     */
    public static SmilesFile read(Path file) throws IOException {
        return read(SmilesSelection.all(file), Optional.empty());
    }

    /**
     * Reads a file for a model that exists.
     *
     * @param file the file, UTF-8 or ASCII
     * @param legend what the model's types mean; molecules of other elements or bonds are left out
     * @return its molecules
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if none of its lines can be a graph
     */
    public static SmilesFile read(Path file, Legend legend) throws IOException {
        return read(SmilesSelection.all(file), Optional.of(legend));
    }

    /**
     * Reads the molecules of a specification.
     *
     * @param specification {@code FILE.smi}, {@code FILE.smi:MIN-MAX} for those of some numbers of heavy atoms, {@code
     *     ,elements=CNOF} after it for those of some elements
     * @param legend what a model's types mean, or empty if the elements and bonds are to make the legend
     * @return the molecules, or empty if the specification is not of this form
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if sizes or elements are wrong, or no line is such a molecule
     */
    public static Optional<SmilesFile> parse(String specification, Optional<Legend> legend) throws IOException {
        Optional<SmilesSelection> selection = SmilesSelection.parse(specification);
        return selection.isEmpty() ? Optional.empty() : Optional.of(read(selection.get(), legend));
    }

    private static SmilesFile read(SmilesSelection selection, Optional<Legend> given) throws IOException {
        Path file = selection.file();
        List<Graph> molecules = new ArrayList<>();
        Map<Obstacle, Integer> leftOut = new EnumMap<>(Obstacle.class);
        int lines = 0;
        int stereo = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) { // names may be anything
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                lines++;
                try {
                    Smiles.Reading reading = Smiles.read(line.strip().split("\\s", 2)[0]);
                    Graph molecule = selection.require(reading.graph());
                    molecules.add(given.isEmpty() ? molecule : given.get().recode(molecule));
                    stereo += reading.stereo() ? 1 : 0;
                } catch (ObstacleException e) {
                    leftOut.merge(e.obstacle(), 1, Integer::sum);
                }
            }
        }
        Omissions omissions = new Omissions(lines, stereo, leftOut);
        if (molecules.isEmpty()) {
            throw new IllegalArgumentException(file + ": no molecule that can be a graph; "
                    + (lines == 0 ? "give one SMILES a line" : String.join("; ", omissions.report())));
        }
        Legend legend = given.orElseGet(() -> Legend.of(molecules));
        return new SmilesFile(
                new DataSet(
                        selection.text(),
                        given.isPresent() ? molecules : recoded(molecules, legend),
                        legend.elements().size(),
                        legend.largestOrder(),
                        legend.property(),
                        Optional.empty()),
                legend,
                omissions);
    }

    private static List<Graph> recoded(List<Graph> molecules, Legend legend) {
        List<Graph> recoded = new ArrayList<>(molecules.size());
        for (Graph molecule : molecules) {
            try {
                recoded.add(legend.recode(molecule));
            } catch (ObstacleException e) {
                throw new IllegalStateException("the legend of these molecules lacks one of their types", e);
            }
        }
        return recoded;
    }
}
