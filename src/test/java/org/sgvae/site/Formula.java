package org.sgvae.site;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import uk.ac.ed.ph.snuggletex.SnuggleEngine;
import uk.ac.ed.ph.snuggletex.SnuggleInput;
import uk.ac.ed.ph.snuggletex.SnuggleSession;

/**
 * A formula in LaTeX as MathML Core, which browsers draw without any script.
 *
 * <p>SnuggleTeX writes MathML 2. Of that, browsers have dropped {@code mfenced} and all of {@code mathvariant} but
 * "normal" on a single {@code mi}, so these are rewritten.
 */
final class Formula {
    private static final Map<String, String> DOUBLE_STRUCK = Map.of("E", "𝔼", "R", "ℝ", "N", "ℕ");

    /** In SnuggleTeX it goes on behind its argument, up to the end of the group. */
    private static final Pattern ROMAN = Pattern.compile("\\\\mathrm\\{[^}]*}");

    /** A hyphen and a combining macron, as SnuggleTeX writes them, and what fonts for mathematics expect. */
    private static final Map<String, String> OPERATORS = Map.of("-", "−", "\u0304", "¯");

    /** What makes parentheses around it grow. */
    private static final List<String> TALL = List.of("mfrac", "munderover", "munder", "mtable");

    /** Functions whose name is a word get the space that MathML 2 renderers put there themselves. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

    private static final String THIN = "0.167em";

    private Formula() {}

    /**
     * Converts a formula.
     *
     * @param tex LaTeX, without dollar signs
     * @param display whether it stands on lines of its own
     * @return a {@code math} element
     * @throws IllegalArgumentException if SnuggleTeX does not understand all of it; the message names what
     */
    static String toMathml(String tex, boolean display) {
        String closed = ROMAN.matcher(tex).replaceAll("{$0}");
        SnuggleSession session = new SnuggleEngine().createSession();
        try {
            session.parseInput(new SnuggleInput(display ? "\\[" + closed + "\\]" : "$" + closed + "$"));
        } catch (IOException e) {
            throw new IllegalStateException("reading a string", e);
        }
        NodeList nodes = session.buildDOMSubtree();
        if (!session.getErrors().isEmpty()) {
            throw new IllegalArgumentException("formula " + tex + ": " + session.getErrors());
        }
        if (nodes.getLength() != 1 || !"math".equals(nodes.item(0).getLocalName())) {
            throw new IllegalArgumentException("formula " + tex + ": not one formula");
        }
        Element math = (Element) nodes.item(0);
        rewrite(math, false);
        return serialize(math);
    }

    private static void rewrite(Element element, boolean upright) {
        boolean roman = upright || "normal".equals(element.getAttribute("mathvariant"));
        switch (element.getLocalName()) {
            case "mfenced" -> replaceFence(element, roman);
            case "mi" -> rewriteIdentifier(element, roman);
            case "mstyle" -> element.removeAttribute("mathvariant");
            case "mo" ->
                element.setTextContent(OPERATORS.getOrDefault(element.getTextContent(), element.getTextContent()));
            default -> {}
        }
        for (Node child : List.copyOf(children(element))) {
            if (child instanceof Element e) {
                rewrite(e, roman);
            }
        }
    }

    /** {@code <mfenced open="(" close=")">…} becomes {@code <mrow><mo>(</mo>…<mo>)</mo></mrow>}. */
    private static void replaceFence(Element fence, boolean roman) {
        Document document = fence.getOwnerDocument();
        Element row = document.createElementNS(fence.getNamespaceURI(), "mrow");
        fence.getParentNode().replaceChild(row, fence);
        Element close = operator(document, fence, fence.getAttribute("close"));
        row.appendChild(operator(document, fence, fence.getAttribute("open")));
        // a comma where MathML is silent
        String separator = fence.hasAttribute("separators") ? fence.getAttribute("separators") : ",";
        boolean first = true;
        for (Node child : children(fence)) {
            if (!first && !separator.isEmpty()) {
                row.appendChild(operator(document, fence, separator.substring(0, 1)));
            }
            row.appendChild(child);
            first = false;
        }
        row.appendChild(close);
        rewrite(row, roman);
    }

    private static Element operator(Document document, Element like, String text) {
        Element operator = document.createElementNS(like.getNamespaceURI(), "mo");
        operator.setTextContent(text);
        boolean tall = TALL.stream()
                .anyMatch(name -> like.getElementsByTagNameNS("*", name).getLength() > 0);
        operator.setAttribute("stretchy", Boolean.toString(tall));
        return operator;
    }

    private static void rewriteIdentifier(Element identifier, boolean roman) {
        String text = identifier.getTextContent();
        if ("double-struck".equals(identifier.getAttribute("mathvariant"))) {
            identifier.setTextContent(DOUBLE_STRUCK.getOrDefault(text, text));
            identifier.removeAttribute("mathvariant");
        } else if (roman && text.length() == 1) {
            identifier.setAttribute("mathvariant", "normal");
        } else if (WORD.matcher(text).matches() && identifier.getNextSibling() instanceof Element next) {
            boolean beforeOperand = !"mo".equals(next.getLocalName()) && !"mfenced".equals(next.getLocalName());
            if (beforeOperand
                    && "mrow math mstyle".contains(identifier.getParentNode().getLocalName())) {
                Element space = identifier.getOwnerDocument().createElementNS(identifier.getNamespaceURI(), "mspace");
                space.setAttribute("width", THIN);
                identifier.getParentNode().insertBefore(space, next);
            }
        }
    }

    private static List<Node> children(Element element) {
        NodeList nodes = element.getChildNodes();
        Node[] children = new Node[nodes.getLength()];
        for (int i = 0; i < children.length; i++) {
            children[i] = nodes.item(i);
        }
        return List.of(children);
    }

    private static String serialize(Element math) {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(math), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("this Java writes no XML", e);
        }
    }
}
