using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Throughline.Fuzz;

/// <summary>XML that is still XML, and not what its reader expects: what is said twice, not at all, elsewhere, or with other values.</summary>
internal static class XmlDamage
{
    private const int MostElements = 5_000;
    private static readonly string[] Values = ["", " ", "-1", "0", "1", "2147483648", "99999999999999999999", "1e308", "NaN", "true", "#abc", "4.3mm", "../x", "&<>", "🌱", "a\tb\nc", new('9', 400)];

    /// <summary>Null where the bytes are no XML to begin with.</summary>
    public static byte[]? Of(byte[] xml, Random random)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(new MemoryStream(xml), LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
        for (var n = random.Next(1, 7); n > 0; n--)
            Once([.. document.Descendants().Take(MostElements)], random);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
            document.Save(writer);
        return stream.ToArray();
    }

    private static void Once(List<XElement> all, Random random)
    {
        XElement Any() => all[random.Next(all.Count)];
        var one = Any();
        switch (random.Next(9))
        {
            case 0 when one.Parent is not null: one.Remove(); break;
            case 1 when one.Parent is not null: one.AddAfterSelf(Enumerable.Range(0, random.Next(6) == 0 ? 60 : 2).Select(_ => new XElement(one))); break;
            case 2: Any().Add(new XElement(one)); break;
            case 3: Valued(one, random); break;
            case 4: one.Attributes().Where(a => !a.IsNamespaceDeclaration).Skip(random.Next(3)).FirstOrDefault()?.Remove(); break;
            case 5: one.SetValue(Values[random.Next(Values.Length)]); break;
            case 6: one.Name = Any().Name; break;
            case 7 when random.Next(8) == 0: Nest(one, random.Next(10, 300)); break;
            case 8: Taken(one, Any()); break;
        }
    }

    private static void Valued(XElement one, Random random)
    {
        var own = one.Attributes().Where(a => !a.IsNamespaceDeclaration).ToList();
        if (own.Count > 0) own[random.Next(own.Count)].Value = Values[random.Next(Values.Length)];
    }

    private static void Taken(XElement one, XElement other)
    {
        foreach (var attribute in other.Attributes().Where(a => !a.IsNamespaceDeclaration))
            one.SetAttributeValue(attribute.Name, attribute.Value);
    }

    private static void Nest(XElement one, int depth)
    {
        for (var at = one; depth > 0; depth--)
        {
            var inner = new XElement(one.Name);
            at.Add(inner);
            at = inner;
        }
    }
}
