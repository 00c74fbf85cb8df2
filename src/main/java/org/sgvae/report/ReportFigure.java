package org.sgvae.report;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.io.AtomicFile;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;

/**
 * A figure of a report with the numbers in it.
 *
 * @param id name of its files without ending, and of its place on the page
 * @param title what it shows
 * @param summary what there is to see, in words, for those who do not see it
 * @param figure the drawing
 * @param csv every number that is drawn
 */
record ReportFigure(String id, String title, String summary, Figure figure, CsvTable csv) {
    /** Writes PNG, SVG and CSV. */
    void write(Path directory) throws IOException {
        figure.write(directory, id);
        AtomicFile.write(directory.resolve(id + ".csv"), csv.toString());
    }
}
