using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Throughline.Workbench.Shared;

/// <summary>A query that is translated once for each engine instead of at every act: for what each coding asks.</summary>
internal sealed class KnownQuery<T>(Func<T> compile) where T : class, Delegate
{
    private readonly ConditionalWeakTable<IModel, T> byModel = [];

    public T On(StudyDb db) => byModel.GetValue(db.Model, _ => compile());
}
